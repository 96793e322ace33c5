namespace DynamoLab.Node.Connections;

/// <summary>
/// About the bytes that the requests in flight of all connections take, and their replies. While there is no room, no
/// connection is read on; then they go on in the order in which they came.
/// </summary>
/// <param name="max">The most of them; a single request may take more.</param>
internal sealed class RequestBytes(long max)
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    /// <summary>Takes as many, when there is room.</summary>
    public ValueTask TakeAsync(long bytes, CancellationToken cancellation)
    {
        Waiting mine;
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasRoom(bytes))
            {
                _held += bytes;
                return default;
            }

            mine = new Waiting(bytes);
            _waiting.Enqueue(mine);
        }

        return WaitAsync(mine, cancellation);
    }

    /// <summary>Takes as many, whether there is room or not.</summary>
    public void Take(long bytes)
    {
        lock (_lock)
        {
            _held += bytes;
        }
    }

    public void Return(long bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            while (_waiting.TryPeek(out var next) && HasRoom(next.Bytes))
            {
                _waiting.Dequeue();
                _held += next.Bytes;
                if (!next.Source.TrySetResult())
                {
                    // It has gone away.
                    _held -= next.Bytes;
                }
            }
        }
    }

    private static async ValueTask WaitAsync(Waiting mine, CancellationToken cancellation)
    {
        await using var gone = cancellation.Register(() => mine.Source.TrySetCanceled(cancellation));
        await mine.Source.Task;
    }

    private bool HasRoom(long bytes) => _held == 0 || _held + bytes <= max;

    private sealed record Waiting(long Bytes)
    {
        public TaskCompletionSource Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
