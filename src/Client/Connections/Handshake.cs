using System.Buffers;
using System.Net.Sockets;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Client.Connections;

/// <summary>The first words on a connection: preface and Hello, answered by Welcome or Refusal.</summary>
internal static class Handshake
{
    /// <exception cref="NodeConnectionException">The other side is no node, not this node, or refuses.</exception>
    public static async Task<Welcome> PerformAsync(
        Socket socket, FrameReceiver receiver, NodeEndpoint endpoint, Role role, CancellationToken cancellation)
    {
        var hello = new ArrayBufferWriter<byte>(64);
        hello.Write(Preface.Bytes);
        FrameCodec.Write(hello, 0, new Hello(role, default, 0, 0));
        await SendAllAsync(socket, hello.WrittenMemory, cancellation);

        FrameResult result;
        Frame frame;
        while ((result = receiver.TryNext(out frame)) == FrameResult.Incomplete)
        {
            if (!await receiver.FillAsync(cancellation))
            {
                throw new NodeConnectionException($"{endpoint} closed the connection before it said welcome");
            }
        }

        if (result != FrameResult.Complete)
        {
            throw new NodeConnectionException(
                $"{endpoint} does not speak version {FrameCodec.ProtocolVersion} of the protocol");
        }

        return frame.Message switch
        {
            Welcome welcome when endpoint.Node.IsNone || welcome.Node == endpoint.Node => welcome,
            Welcome other => throw new NodeConnectionException($"not {endpoint}: the node there is {other.Node}"),
            Refusal r => throw new NodeConnectionException($"{endpoint} refused the connection: {r.Reason}"),
            _ => throw new NodeConnectionException($"{endpoint} sent {frame.Message.Kind} where a welcome was due"),
        };
    }

    public static async ValueTask SendAllAsync(
        Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await socket.SendAsync(bytes, SocketFlags.None, cancellation);
            bytes = bytes[sent..];
        }
    }
}
