using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Tests.Fakes;

/// <summary>
/// A node that does as the test says, on a real loopback socket. Requests its <see cref="Answer"/> gives no reply to
/// are handed to the test. A node that is down holds its port without listening, so connections to it are refused.
/// </summary>
internal sealed class FakeNode : IAsyncDisposable
{
    // Ends a test that would hang; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Channel<FakeRequest> _requests = Channel.CreateUnbounded<FakeRequest>();
    private readonly ConcurrentQueue<FakeConnection> _connections = new();
    private readonly ConcurrentQueue<Task> _tasks = new();

    private FakeNode(string name)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        Endpoint = new NodeEndpoint(new NodeId(name), "127.0.0.1", port);
    }

    public NodeEndpoint Endpoint { get; }

    public NodeId Id => Endpoint.Node;

    /// <summary>The reply to a request, or null to leave it to the test.</summary>
    public Func<Message, Message?> Answer { get; set; } = _ => null;

    /// <summary>The reply to Hello, or null to close the connection instead.</summary>
    public Func<Hello, Message?> Greet { get; set; } = null!;

    /// <summary>The cluster's: Hello is then answered by a challenge, and <see cref="Greet"/> is not asked.</summary>
    public ClusterSecret? Secret { get; set; }

    /// <summary>Ends when the first Hello was read.</summary>
    public TaskCompletionSource HelloSeen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is waited for between Hello and its reply.</summary>
    public Task MayGreet { get; set; } = Task.CompletedTask;

    /// <summary>Those that were greeted.</summary>
    public IReadOnlyList<FakeConnection> Connections => [.. _connections];

    public static FakeNode Start(string name)
    {
        var node = Down(name);
        node.Listen();
        return node;
    }

    public static FakeNode Down(string name)
    {
        var node = new FakeNode(name);
        node.Greet = _ => new Welcome(node.Id, 7);
        return node;
    }

    public void Listen()
    {
        _listener.Listen();
        _tasks.Enqueue(AcceptAsync());
    }

    public async Task<FakeRequest> NextAsync() => await _requests.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<FakeRequest> NextAsync<T>()
        where T : Message
    {
        var request = await NextAsync();
        Assert.IsType<T>(request.Message);
        return request;
    }

    /// <summary>True when no request waits for the test. Those under way are not seen.</summary>
    public bool IsQuiet => _requests.Reader.Count == 0;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_tasks).WaitAsync(Patience);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                _tasks.Enqueue(ServeAsync(new FakeConnection(socket)));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(FakeConnection connection)
    {
        using (connection)
        {
            if (!await connection.GreetAsync())
            {
                return;
            }

            HelloSeen.TrySetResult();
            await MayGreet;
            var greeted = Secret is null ? Greet(connection.Hello) : await ChallengeAsync(connection, Secret);
            if (greeted is not { } greeting)
            {
                return;
            }

            if (greeting is not (Welcome or Admission))
            {
                connection.Send(0, greeting);
                return;
            }

            // First, so that a test that has been welcomed finds it.
            _connections.Enqueue(connection);
            connection.Send(0, greeting);
            while (await connection.NextAsync() is { } frame)
            {
                var request = new FakeRequest(connection, frame.Correlation, frame.Message);
                if (Answer(frame.Message) is { } reply)
                {
                    request.Reply(reply);
                }
                else
                {
                    _requests.Writer.TryWrite(request);
                }
            }
        }
    }

    private async Task<Message?> ChallengeAsync(FakeConnection connection, ClusterSecret secret)
    {
        var side = new AnsweringSide(Id, 7, secret, count => new byte[count]);
        connection.Send(0, side.Take(connection.Hello).Send!);
        return await connection.NextAsync() is { } frame && side.Take(frame.Message) is var step
            ? step.Send ?? new Refusal(step.Error)
            : null;
    }
}
