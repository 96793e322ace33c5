namespace DynamoLab.Node.Connections;

/// <summary>
/// The requests of one connection that are not answered yet. While there are too many of them, or they or their replies
/// are too large, the connection is not read on: its client feels that, and the node holds no more of it.
/// </summary>
/// <param name="countMax">Requests at once.</param>
/// <param name="bytesMax">About the bytes of all of them, and of their replies.</param>
/// <param name="ofAll">Those of all connections.</param>
internal sealed class RequestWindow(int countMax, int bytesMax, RequestBytes ofAll)
{
    /// <summary>Requests of this size do not wait for room in all: long ones must not keep them waiting.</summary>
    public const int ShortBytesMax = 8 * 1024;

    private const int CountMin = 4;

    private readonly Lock _lock = new();
    private int _count;
    private long _held;

    // What one may be expected to take: the latest long ones count, and before the first one nobody knows.
    private int _expected = bytesMax / CountMin;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _idle;

    public int Count => Volatile.Read(ref _count);

    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _count >= Max;
            }
        }
    }

    private int Max => Math.Clamp(bytesMax / Math.Max(1, _expected), 1, countMax);

    /// <summary>Begins a request of so many bytes: a long one when all connections together have room for it.</summary>
    public ValueTask BeginAsync(int bytes, CancellationToken cancellation)
    {
        var expected = Math.Max(Volatile.Read(ref _expected), bytes);
        if (expected > ShortBytesMax)
        {
            return BeginWhenRoomAsync(bytes, expected, cancellation);
        }

        ofAll.Take(expected);
        Begin(bytes, expected);
        return default;
    }

    /// <summary>The same at once, whether there is room or not.</summary>
    public void Begin(int bytes)
    {
        var expected = Math.Max(Volatile.Read(ref _expected), bytes);
        ofAll.Take(expected);
        Begin(bytes, expected);
    }

    public void End(int replyBytes)
    {
        lock (_lock)
        {
            _expected = Math.Max(_expected / 2, replyBytes);
            Return(_held / _count);
            _count--;
            if (_count < Max)
            {
                _room?.TrySetResult();
                _room = null;
            }

            if (_count == 0)
            {
                _idle?.TrySetResult();
                _idle = null;
            }
        }
    }

    /// <summary>Completes when there is room for one more. For the one caller who begins them.</summary>
    public Task WhenRoomAsync()
    {
        lock (_lock)
        {
            return _count < Max
                ? Task.CompletedTask
                : (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Completes when nothing is in flight. The caller has seen to it that nothing new begins.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The connection has ended: nobody is told of the rest.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            Return(_held);
        }
    }

    private async ValueTask BeginWhenRoomAsync(int bytes, int expected, CancellationToken cancellation)
    {
        await ofAll.TakeAsync(expected, cancellation);
        Begin(bytes, expected);
    }

    private void Begin(int bytes, int expected)
    {
        lock (_lock)
        {
            _expected = Math.Max(_expected, bytes);
            _held += expected;
            _count++;
        }
    }

    private void Return(long bytes)
    {
        _held -= bytes;
        ofAll.Return(bytes);
    }
}
