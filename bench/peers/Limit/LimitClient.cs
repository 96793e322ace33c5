using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using DynamoLab.Bench.Peers.Contenders;
using DynamoLab.Bench.Peers.Processes;

namespace DynamoLab.Bench.Peers.Limit;

/// <summary>
/// One connection to every node, shared by all sessions. What the sessions put while answers are handed out goes out
/// behind the last of them.
/// </summary>
internal sealed class LimitClient(Samples samples)
{
    private readonly Lock _gate = new();
    private readonly List<LimitConnection> _nodes = [];
    private readonly List<Session> _sessions = [];
    private bool _isHandingOut;

    public async Task ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await Waiting.ForAsync($"a node listens on {port}", async () =>
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        });
        var node = new LimitConnection(socket);
        _nodes.Add(node);
        _ = ReceiveAsync(node);
    }

    public IStoreClient OpenSession()
    {
        var session = new Session(this, (ulong)_sessions.Count);
        _sessions.Add(session);
        return session;
    }

    public void Close() => _nodes.ForEach(node => node.Close());

    private async Task ReceiveAsync(LimitConnection node)
    {
        try
        {
            while (await node.FillAsync())
            {
                lock (_gate)
                {
                    _isHandingOut = true;
                    node.TakeAll((_, _, number, _) => _sessions[(int)number].Complete());
                    _isHandingOut = false;
                    _nodes.ForEach(n => n.Flush());
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private void Send(int key, ulong session)
    {
        lock (_gate)
        {
            var node = _nodes[key % _nodes.Count];
            node.Append(LimitKind.Put, session, samples.Key(key), samples.Value);
            if (!_isHandingOut)
            {
                node.Flush();
            }
        }
    }

    private sealed class Session(LimitClient client, ulong number) : IStoreClient, IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<bool> _done;

        public ValueTask PutAsync(int key)
        {
            _done.Reset();
            client.Send(key, number);
            return new ValueTask(this, _done.Version);
        }

        public ValueTask GetAsync(int key) => throw new NotSupportedException("the limit stores nothing");

        public void Complete() => _done.SetResult(true);

        public void GetResult(short token) => _done.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _done.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _done.OnCompleted(continuation, state, token, flags);

        public ValueTask DisposeAsync() => default;
    }
}
