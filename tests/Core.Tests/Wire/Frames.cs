using System.Buffers;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Tests.Wire;

/// <summary>Short ways into the codec.</summary>
internal static class Frames
{
    public const int HeadBytes = 4;

    public static byte[] Encode(Message message, ulong correlation = 0)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameCodec.Write(output, correlation, message);
        return output.WrittenSpan.ToArray();
    }

    public static Frame Decode(byte[] bytes)
    {
        var buffer = new ReadOnlySpan<byte>(bytes);
        Assert.Equal(FrameResult.Complete, FrameCodec.TryRead(ref buffer, out var frame));
        Assert.True(buffer.IsEmpty);
        return frame;
    }

    public static FrameResult TryDecode(ReadOnlySpan<byte> bytes, out Frame frame)
    {
        return FrameCodec.TryRead(ref bytes, out frame);
    }

    /// <summary>The frame around a body, its length told truly.</summary>
    public static byte[] Around(ReadOnlySpan<byte> payload) =>
        [.. BitConverter.GetBytes((uint)payload.Length), .. payload];

    /// <summary>A frame with that kind byte, correlation 0 and body.</summary>
    public static byte[] Of(MessageKind kind, params ReadOnlySpan<byte> body) =>
        Around([FrameCodec.ProtocolVersion, (byte)kind, 0, .. body]);
}
