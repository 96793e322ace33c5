using System.Net;
using System.Net.Sockets;

namespace DynamoLab.Bench.Peers.Limit;

/// <summary>
/// The bare message pattern of a put with N=3 and W=2: the coordinator passes it to two peers and answers after the
/// first acknowledgement. Nothing is stored, versioned, timed or checked.
/// </summary>
internal sealed class LimitNode(IReadOnlyList<int> peerPorts)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, (LimitConnection Client, ulong Number)> _puts = [];
    private readonly List<LimitConnection> _touched = [];
    private LimitConnection[] _peers = [];
    private ulong _lastPut;

    /// <summary>Serves until the process is killed.</summary>
    public async Task ServeAsync(int port)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = ReceiveAsync(new LimitConnection(socket));
        }
    }

    private async Task ReceiveAsync(LimitConnection connection)
    {
        while (await connection.FillAsync())
        {
            lock (_gate)
            {
                connection.TakeAll(Handle);
                foreach (var touched in _touched)
                {
                    touched.Flush();
                }

                _touched.Clear();
            }
        }

        connection.Close();
    }

    private void Handle(LimitConnection from, LimitKind kind, ulong number, ReadOnlySpan<byte> payload)
    {
        switch (kind)
        {
            case LimitKind.Put:
                _puts.Add(++_lastPut, (from, number));
                foreach (var peer in Peers())
                {
                    Send(peer, LimitKind.Replicate, _lastPut, payload);
                }

                break;
            case LimitKind.Replicate:
                Send(from, LimitKind.Acknowledge, number, default);
                break;
            case LimitKind.Acknowledge when _puts.Remove(number, out var put):
                Send(put.Client, LimitKind.Done, put.Number, default);
                break;
            default:
                // The second acknowledgement.
                break;
        }
    }

    private void Send(LimitConnection to, LimitKind kind, ulong number, ReadOnlySpan<byte> payload)
    {
        if (!to.HasUnsent)
        {
            _touched.Add(to);
        }

        to.Append(kind, number, payload);
    }

    /// <summary>Connected with the first put: by then all nodes listen.</summary>
    private LimitConnection[] Peers()
    {
        if (_peers.Length == 0)
        {
            _peers = [.. peerPorts.Select(Connect)];
        }

        return _peers;
    }

    private LimitConnection Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var connection = new LimitConnection(socket);
        _ = ReceiveAsync(connection);
        return connection;
    }
}
