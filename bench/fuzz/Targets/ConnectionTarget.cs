using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Wire;
using DynamoLab.Fuzz.Engine;
using DynamoLab.Node;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;

namespace DynamoLab.Fuzz.Targets;

/// <summary>
/// Everything that a connection begins with, over a real socket to a whole node: HTTP and the binary protocol, raw. The
/// node ends every connection, and itself never.
/// </summary>
internal static class ConnectionTarget
{
    private static readonly TimeSpan AnswerWait = TimeSpan.FromMilliseconds(5);
    private static readonly Lazy<NodeHost> Host = new(Start);
    private static int port;

    public static FuzzTarget Make() => new(
        "connection",
        [
            Opening(Role.Client),
            [.. Opening(Role.Client), .. Sample(MessageKind.WriteRequest), .. Sample(MessageKind.GetRequest)],
            [.. Opening(Role.Control), .. Sample(MessageKind.StatusRequest)],
            .. Text.Words(
                "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$4\r\nmilk\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n",
                "GET /kv/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "PUT /kv/a?w=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmilk",
                "PUT /kv/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nmilk\r\n0\r\n\r\n"),
        ],
        Parse)
    {
        Words = Text.Words("\r\n", ": ", "chunked", "Content-Length: ", " HTTP/1.1", "Transfer-Encoding: ", "GET /"),
        AllocationBase = 1024 * 1024,
        Share = 2,
    };

    private static Verdict Parse(byte[] bytes)
    {
        var host = Host.Value;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.ReceiveTimeout = 20_000;
        socket.Connect(IPAddress.Loopback, port);
        var answer = Exchange(socket, bytes);
        Judge.Require(!host.Looping.IsCompleted, "the node's loop has ended");
        var isRefused = answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
            && !answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal);
        return isRefused || answer.Contains("accepted", StringComparison.Ordinal)
            ? Verdict.Rejected
            : Verdict.Accepted;
    }

    private static string Exchange(Socket socket, byte[] bytes)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            socket.Send(bytes);

            // An end that comes with the request would be taken for a client that has gone.
            socket.Poll(AnswerWait, SelectMode.SelectRead);
            socket.Shutdown(SocketShutdown.Send);
            for (var count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException broken)
        {
            Judge.Require(
                broken.SocketErrorCode != SocketError.TimedOut && broken.SocketErrorCode != SocketError.WouldBlock,
                "the node has neither answered nor closed");
        }

        return answer.ToString();
    }

    private static NodeHost Start()
    {
        SocketThreads.Prepare();
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var options = new HostOptions
        {
            Seed = 1,
            Node = new NodeOptions
            {
                Id = new NodeId("node1"),
                Address = new NodeAddress("127.0.0.1", port),
                Incarnation = 1,
                Ring = new RingOptions(ReplicationFactor: 1),
                ReadQuorum = 1,
                WriteQuorum = 1,
            },
        };
        var log = new NodeLog(TextWriter.Null, TimeProvider.System);
        var host = new NodeHost(options, NodeStore.InMemory(), log, TimeProvider.System);
        host.Start();
        return host;
    }

    private static byte[] Opening(Role role)
    {
        var opening = new ArrayBufferWriter<byte>();
        opening.Write(Preface.Bytes);
        FrameCodec.Write(opening, 0, new Hello(role, default, 0, 0));
        return opening.WrittenSpan.ToArray();
    }

    private static byte[] Sample(MessageKind kind) => FrameTarget.Samples.First(sample => sample[5] == (byte)kind);
}
