using System.Net.Sockets;
using DynamoLab.Node.Timers;

namespace DynamoLab.Node.Sockets;

/// <summary>
/// One thread that waits for all sockets and receives for whoever waits for one: what follows runs on it until it has
/// to wait again. See docs/decisions/0024.
/// </summary>
internal sealed class Reactor : IDisposable
{
    private const int SocketsUsual = 256;

    private readonly Epoll _epoll = new();
    private readonly TimerQueue _alarms;
    private readonly Lock _lock = new();
    private readonly Thread _thread;

    // By their descriptors.
    private volatile ReactorSocket?[] _sockets = new ReactorSocket?[SocketsUsual];
    private volatile bool _isStopped;

    private Reactor()
    {
        _alarms = new TimerQueue(WakeUp);
        _thread = new Thread(Run) { IsBackground = true, Name = "sockets" };
        _thread.Start();
    }

    /// <summary>The system's clock, with timers that ring on this thread, between two looks at the sockets.</summary>
    public TimeProvider Alarms => _alarms;

    /// <summary>Null where the system has no epoll.</summary>
    /// <exception cref="IOException">The system gives out none.</exception>
    public static Reactor? Start() => OperatingSystem.IsLinux() ? new Reactor() : null;

    /// <summary>Ends the thread; what still waits goes on waiting.</summary>
    public void Dispose()
    {
        _isStopped = true;
        WakeUp();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    internal void Add(ReactorSocket socket, SafeSocketHandle handle)
    {
        var descriptor = (int)handle.DangerousGetHandle();
        lock (_lock)
        {
            if (descriptor >= _sockets.Length)
            {
                var longer = new ReactorSocket?[2 * descriptor];
                _sockets.CopyTo(longer, 0);
                _sockets = longer;
            }

            _sockets[descriptor] = socket;
        }

        _epoll.Add(handle);
    }

    /// <summary>From now on the socket is told when it takes bytes again; or no longer.</summary>
    internal void WatchRoom(SafeSocketHandle handle, bool isWanted) => _epoll.WatchRoom(handle, isWanted);

    /// <summary>Before the socket is closed: its descriptor may be another's then.</summary>
    internal void Remove(ReactorSocket socket, SafeSocketHandle handle)
    {
        lock (_lock)
        {
            ref var place = ref _sockets[(int)handle.DangerousGetHandle()];
            place = place == socket ? null : place;
        }

        _epoll.Remove(handle);
    }

    private void WakeUp()
    {
        if (Thread.CurrentThread != _thread)
        {
            _epoll.WakeUp();
        }
    }

    private void Run()
    {
        using var epoll = _epoll;

        // As of the listener, who begins what goes on here.
        _ = ExecutionContext.SuppressFlow();
        while (!_isStopped)
        {
            var count = epoll.Wait(_alarms.WaitMs);
            for (var i = 0; i < count; i++)
            {
                var (descriptor, flags) = epoll[i];
                var sockets = _sockets;
                if (descriptor < sockets.Length)
                {
                    sockets[descriptor]?.Tell(flags);
                }
            }

            _alarms.Ring();
        }
    }
}
