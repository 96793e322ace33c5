using System.Net;
using System.Net.Sockets;
using DynamoLab.Node.Sockets;

namespace DynamoLab.Node.Loop;

/// <summary>
/// How long what arrives waits until this process gets round to it: a datagram that the node sends to itself waits its
/// turn behind all other sockets, as a request does. One is under way at a time, and none unless somebody asks.
/// </summary>
internal sealed class LagProbe : IDisposable
{
    /// <summary>How often a node in use asks.</summary>
    public const int EveryMs = 5;

    /// <summary>One that has been under way for so long is lost; the next is sent.</summary>
    public const int LostMs = 1000;

    /// <summary>Nobody waits for a round longer than this.</summary>
    public const int RoundMsMax = 100;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Transport _transport;
    private readonly TimeProvider _time;
    private readonly Action<Socket> _send;
    private readonly byte[] _byte = new byte[1];
    private readonly Lock _lock = new();

    // Those that wait for the one under way.
    private TaskCompletionSource? _round;

    // When the one under way was sent; 0: none is.
    private long _sentAt;
    private long _lastMs;
    private long _lastAt;

    /// <param name="time">Its clock.</param>
    /// <param name="reactor">Who receives what comes; null: .NET does.</param>
    public LagProbe(TimeProvider time, Reactor? reactor)
        : this(time, reactor, static socket => socket.Send([0]))
    {
    }

    internal LagProbe(TimeProvider time, Reactor? reactor, Action<Socket> send)
    {
        (_time, _send) = (time, send);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Connect(_socket.LocalEndPoint!);
        _transport = new Transport(_socket, reactor);
        _ = ReceiveAsync();
    }

    /// <summary>
    /// Milliseconds: of the last one, if that was not long ago, and at least the age of the one under way. Any thread.
    /// </summary>
    /// <param name="everyMs">How often one is sent at most, and how long its result is of use.</param>
    public long Ask(int everyMs)
    {
        var now = _time.GetTimestamp();
        var sentAt = Interlocked.Read(ref _sentAt);
        if (sentAt != 0 && MsBetween(sentAt, now) < LostMs)
        {
            return Math.Max(MsBetween(sentAt, now), Recent(now, everyMs));
        }

        if (MsBetween(Interlocked.Read(ref _lastAt), now) >= everyMs)
        {
            TrySend(now);
        }

        return Recent(now, everyMs);
    }

    /// <summary>
    /// Completes, on the thread that reads the sockets, when the one under way has arrived, or one sent now: all that
    /// waited before it has been read then.
    /// </summary>
    public async ValueTask RoundAsync(CancellationToken cancellation)
    {
        Task round;
        lock (_lock)
        {
            round = (_round ??= new TaskCompletionSource()).Task;
        }

        TrySend(_time.GetTimestamp());
        try
        {
            await round.WaitAsync(TimeSpan.FromMilliseconds(RoundMsMax), _time, cancellation);
        }
        catch (TimeoutException)
        {
            // It is lost, or so late that whoever waits for it may go on as well.
        }
    }

    public void Dispose() => _transport.Dispose();

    private long Recent(long now, int everyMs) =>
        MsBetween(Interlocked.Read(ref _lastAt), now) < 2 * everyMs ? Interlocked.Read(ref _lastMs) : 0;

    private void TrySend(long now)
    {
        var sentAt = Interlocked.Read(ref _sentAt);
        if ((sentAt != 0 && MsBetween(sentAt, now) < LostMs)
            || Interlocked.CompareExchange(ref _sentAt, now, sentAt) != sentAt)
        {
            return;
        }

        try
        {
            _send(_socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Without a probe nobody knows of a lag.
            Interlocked.Exchange(ref _sentAt, 0);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            for (var receiving = ReceiveOneAsync(); ;)
            {
                await receiving;
                Arrived();

                // Before anybody goes on who may send the next: it has to wait for its turn.
                receiving = ReceiveOneAsync();
                EndRound();
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The node is closed.
        }
    }

    private Task<int> ReceiveOneAsync() => _transport.ReceiveAsync(_byte, CancellationToken.None).AsTask();

    private void Arrived()
    {
        // 0: it was taken for lost, and the one after it has come.
        if (Interlocked.Read(ref _sentAt) is var sentAt && sentAt != 0)
        {
            var now = _time.GetTimestamp();
            Interlocked.Exchange(ref _lastMs, MsBetween(sentAt, now));
            Interlocked.Exchange(ref _lastAt, now);
            Interlocked.Exchange(ref _sentAt, 0);
        }
    }

    private void EndRound()
    {
        TaskCompletionSource? round;
        lock (_lock)
        {
            (round, _round) = (_round, null);
        }

        round?.SetResult();
    }

    private long MsBetween(long from, long to) => (long)_time.GetElapsedTime(from, to).TotalMilliseconds;
}
