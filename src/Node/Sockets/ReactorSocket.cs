using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace DynamoLab.Node.Sockets;

/// <summary>
/// Receives from one socket as its reactor says that something has come. One receive at a time; whoever waits for it
/// goes on, on the reactor's thread. A receive that leaves room has taken all there was, and nobody looks again before
/// the reactor tells of more. One send at a time as well: what the system takes at once, and the rest as the reactor
/// says that there is room.
/// </summary>
internal sealed class ReactorSocket : IValueTaskSource<int>, IDisposable
{
    // States.
    private const int Quiet = 0;
    private const int Ready = 1;
    private const int Waiting = 2;
    private const int Closed = 3;

    private readonly Reactor _reactor;
    private readonly SafeSocketHandle _socket;
    private ManualResetValueTaskSourceCore<int> _receive;
    private Memory<byte> _buffer;
    private bool _isPeek;
    private int _state;

    // The other side has ended, or the socket broke: that is not told again.
    private volatile bool _hasEnded;

    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;

    // Of the send that waits for room; null: none does.
    private TaskCompletionSource? _room;

    public ReactorSocket(Reactor reactor, SafeSocketHandle socket)
    {
        (_reactor, _socket) = (reactor, socket);
        reactor.Add(this, socket);
    }

    /// <summary>The number of bytes received; 0 when the other side has ended.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="isPeek">They stay where they are, and are received again.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, bool isPeek, CancellationToken cancellation)
    {
        (_buffer, _isPeek) = (buffer, isPeek);
        Watch(cancellation);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (Interlocked.CompareExchange(ref _state, Quiet, Ready))
            {
                case Ready:
                    if (TryReceive(out var count))
                    {
                        return new(count);
                    }

                    break;
                case Quiet:
                    _receive.RunContinuationsAsynchronously = false;
                    _receive.Reset();
                    if (TryWait())
                    {
                        return new(this, _receive.Version);
                    }

                    break;
                case Closed:
                    throw new ObjectDisposedException(nameof(ReactorSocket));
                default:
                    throw new InvalidOperationException("a receive is under way already");
            }
        }
    }

    /// <summary>Completes when the system has taken all bytes.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sent = SocketCalls.Send(_socket, bytes.Span);
        return sent == bytes.Length ? default : SendRestAsync(bytes[sent..]);
    }

    /// <summary>Leaves the socket alone; what waits for it fails.</summary>
    public void Dispose()
    {
        var before = Interlocked.Exchange(ref _state, Closed);
        if (before == Closed)
        {
            return;
        }

        _reactor.Remove(this, _socket);
        _registration.Unregister();
        if (Interlocked.Exchange(ref _room, null) is { } room)
        {
            // Whoever closes need not wait for what follows.
            ThreadPool.UnsafeQueueUserWorkItem(
                static room => room.SetException(new ObjectDisposedException(nameof(ReactorSocket))), room, false);
        }

        if (before == Waiting)
        {
            Fail(new ObjectDisposedException(nameof(ReactorSocket)));
        }
    }

    /// <summary>For the reactor, on its thread.</summary>
    /// <param name="flags">What there is, in the words of <see cref="Epoll"/>.</param>
    internal void Tell(uint flags)
    {
        if ((flags & Epoll.HasRoom) != 0 && Interlocked.Exchange(ref _room, null) is { } room)
        {
            room.SetResult();
        }

        if ((flags & Epoll.Arrived) != 0)
        {
            Arrived((flags & Epoll.Ended) != 0);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _receive.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _receive.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _receive.OnCompleted(continuation, state, token, flags);

    private void Arrived(bool hasEnded)
    {
        if (hasEnded)
        {
            _hasEnded = true;
        }

        // Again only where a receive was cancelled in between.
        while (Interlocked.CompareExchange(ref _state, Ready, Quiet) == Waiting)
        {
            if (Interlocked.CompareExchange(ref _state, Quiet, Waiting) == Waiting)
            {
                Complete();
                return;
            }
        }
    }

    private void Complete()
    {
        int count;
        try
        {
            if (!TryReceive(out count))
            {
                if (!TryWait())
                {
                    Fail(new ObjectDisposedException(nameof(ReactorSocket)));
                }

                return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _receive.SetException(e);
            return;
        }

        _receive.SetResult(count);
    }

    /// <summary>False when something has come meanwhile, or it is closed.</summary>
    private bool TryWait()
    {
        if (Interlocked.CompareExchange(ref _state, Waiting, Quiet) != Quiet)
        {
            return false;
        }

        if (_cancellation.IsCancellationRequested)
        {
            Cancel();
        }

        return true;
    }

    /// <summary>False when there is nothing.</summary>
    private bool TryReceive(out int count)
    {
        count = SocketCalls.Receive(_socket, _buffer.Span, _isPeek, out var error);
        if (count < 0 && error.Length == 0)
        {
            return false;
        }

        if (count < 0 || count == _buffer.Length || _hasEnded || _isPeek)
        {
            Interlocked.CompareExchange(ref _state, Ready, Quiet);
        }

        return error.Length == 0 ? true : throw new IOException(error);
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            await RoomAsync();
            bytes = bytes[SocketCalls.Send(_socket, bytes.Span)..];
        }
    }

    /// <summary>
    /// Completes when the system may take bytes again. It tells of every time that bytes are taken from a Unix-domain
    /// socket, so it is asked only while that matters.
    /// </summary>
    private async Task RoomAsync()
    {
        var room = new TaskCompletionSource();
        Interlocked.Exchange(ref _room, room);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _state) == Closed, this);
        _reactor.WatchRoom(_socket, isWanted: true);
        await room.Task;
        _reactor.WatchRoom(_socket, isWanted: false);
    }

    /// <summary>A token stays watched until another one comes: most receives of a connection have the same.</summary>
    private void Watch(CancellationToken cancellation)
    {
        if (cancellation != _cancellation)
        {
            _registration.Unregister();
            _cancellation = cancellation;
            _registration = cancellation.UnsafeRegister(static socket => ((ReactorSocket)socket!).Cancel(), this);
        }
    }

    private void Cancel()
    {
        // Not where an earlier token is late.
        if (_cancellation.IsCancellationRequested
            && Interlocked.CompareExchange(ref _state, Quiet, Waiting) == Waiting)
        {
            Fail(new OperationCanceledException(_cancellation));
        }
    }

    /// <summary>Whoever cancels or closes need not wait for what follows.</summary>
    private void Fail(Exception reason)
    {
        _receive.RunContinuationsAsynchronously = true;
        _receive.SetException(reason);
    }
}
