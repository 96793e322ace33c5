using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Peers;
using Microsoft.Extensions.Logging;

namespace DynamoLab.Node.Orleans.Silos;

/// <summary>Hands what other silos' nodes say to the node of this one.</summary>
internal sealed class PeerService(GrainId id, Silo silo, ILoggerFactory logs, PeerDoor door)
    : GrainService(id, silo, logs), IPeerService
{
    public Task<byte[]> GreetAsync(Guid connection, byte[] frame)
    {
        ReadOnlySpan<byte> bytes = frame;
        Message answer = FrameCodec.TryRead(ref bytes, out var read) == FrameResult.Complete
            ? door.Greet(connection, read.Message)
            : new Refusal("what came is no frame");
        return Task.FromResult(FrameOf(answer));
    }

    public Task<string> TakeAsync(Guid connection, ReadOnlyMemory<byte> frames) =>
        door.TakeAsync(connection, frames).AsTask();

    /// <summary>The message as a frame of its own.</summary>
    public static byte[] FrameOf(Message message)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        FrameCodec.Write(bytes, 0, message);
        return bytes.WrittenSpan.ToArray();
    }
}
