using System.Buffers;
using System.Security.Cryptography;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Client.Connections;

/// <summary>The first words on a connection: the preface and the handshake, or a refusal.</summary>
internal static class Handshake
{
    /// <exception cref="NodeConnectionException">The other side is no node, not this node, or refuses.</exception>
    public static async Task<Welcome> PerformAsync(
        Stream stream, FrameReceiver receiver, NodeEndpoint endpoint, Role role, CancellationToken cancellation)
    {
        var side = new CallingSide(
            new Hello(role, default, 0, 0), endpoint.Secret, RandomNumberGenerator.GetBytes);
        await SayAsync(stream, side.Hello, Preface.Bytes, cancellation);
        while (true)
        {
            var step = side.Take(await HearAsync(receiver, endpoint, cancellation));
            if (side.Welcome is { } welcome)
            {
                return endpoint.Node.IsNone || welcome.Node == endpoint.Node
                    ? welcome
                    : throw new NodeConnectionException($"not {endpoint}: the node there is {welcome.Node}");
            }

            if (step.Send is not { } next)
            {
                throw new NodeConnectionException($"{endpoint} {step.Error}");
            }

            await SayAsync(stream, next, [], cancellation);
        }
    }

    private static ValueTask SayAsync(
        Stream stream, Message message, ReadOnlySpan<byte> preface, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(preface);
        FrameCodec.Write(bytes, 0, message);
        return stream.WriteAsync(bytes.WrittenMemory, cancellation);
    }

    private static async ValueTask<Message> HearAsync(
        FrameReceiver receiver, NodeEndpoint endpoint, CancellationToken cancellation)
    {
        FrameResult result;
        Frame frame;
        while ((result = receiver.TryNext(out frame)) == FrameResult.Incomplete)
        {
            if (!await receiver.FillAsync(cancellation))
            {
                throw new NodeConnectionException($"{endpoint} closed the connection before it said welcome");
            }
        }

        return result == FrameResult.Complete
            ? frame.Message
            : throw new NodeConnectionException(
                $"{endpoint} does not speak version {FrameCodec.ProtocolVersion} of the protocol");
    }
}
