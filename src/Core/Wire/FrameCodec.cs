using System.Buffers;
using System.Buffers.Binary;
using DynamoLab.Core.Messages;

namespace DynamoLab.Core.Wire;

/// <summary>
/// Frames: <c>u32 length | u8 protocol version | u8 kind | varint correlation | body</c>, little-endian; the length
/// counts what follows it. See docs/protocol.md.
/// </summary>
public static class FrameCodec
{
    public const byte ProtocolVersion = 1;

    private const int LengthBytes = sizeof(uint);
    private const int BytesMin = 3;

    // Version, kind, and the longest correlation.
    private const int HeadBytesMax = 12;

    // The body is encoded here first, because its length stands before it. One per thread: encoding never yields.
    [ThreadStatic]
    private static PooledBuffer? scratch;

    /// <exception cref="ArgumentException">A field is out of its range; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The frame would be too long; nothing was written.</exception>
    public static void Write(IBufferWriter<byte> output, ulong correlation, Message message)
    {
        var body = scratch ??= new PooledBuffer();
        body.Clear();
        var writer = new WireWriter(body);
        writer.WriteByte(ProtocolVersion);
        writer.WriteEnum(message.Kind);
        writer.WriteVarint(correlation);
        message.WriteTo(ref writer);
        writer.Flush();
        var length = body.Count;
        if (length > Limits.FrameBytesMax)
        {
            body.Clear();
            throw new InvalidOperationException(
                $"{message.Kind} takes {length} bytes; a frame has at most {Limits.FrameBytesMax}.");
        }

        var span = output.GetSpan(LengthBytes + length);
        BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)length);
        body.Written.Span.CopyTo(span[LengthBytes..]);
        output.Advance(LengthBytes + length);
        body.Clear();
    }

    /// <summary>Reads the next frame and moves <paramref name="bytes"/> past it.</summary>
    public static FrameResult TryRead(
        ref ReadOnlySpan<byte> bytes, out Frame frame, int frameBytesMax = Limits.FrameBytesMax)
    {
        frame = default;
        if (bytes.Length < LengthBytes)
        {
            return FrameResult.Incomplete;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length < BytesMin)
        {
            return FrameResult.Malformed;
        }

        if (length > frameBytesMax)
        {
            return FrameResult.TooLong;
        }

        if (bytes.Length - LengthBytes < length)
        {
            return FrameResult.Incomplete;
        }

        var payload = bytes.Slice(LengthBytes, (int)length);
        bytes = bytes[(LengthBytes + payload.Length)..];
        return TryParse(payload, out frame) ? FrameResult.Complete : FrameResult.Malformed;
    }

    /// <summary>
    /// What the next frame is, without a look at its body; false where it is not all there, or no frame of this
    /// protocol.
    /// </summary>
    /// <param name="bytes">Begin with the frame.</param>
    /// <param name="kind">Its message's, though there may be no such kind.</param>
    /// <param name="correlation">Its number.</param>
    /// <param name="length">Bytes of the whole frame.</param>
    public static bool TryPeek(
        ReadOnlySpan<byte> bytes, out MessageKind kind, out ulong correlation, out long length)
    {
        (kind, correlation, length) = (default, 0, 0);
        if (bytes.Length < LengthBytes + BytesMin)
        {
            return false;
        }

        length = LengthBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var reader = new WireReader(bytes[LengthBytes..Math.Min(bytes.Length, LengthBytes + HeadBytesMax)]);
        var version = reader.ReadByte();
        kind = (MessageKind)reader.ReadByte();
        correlation = reader.ReadVarint();
        return !reader.Failed && version == ProtocolVersion && length <= bytes.Length;
    }

    private static bool TryParse(ReadOnlySpan<byte> payload, out Frame frame)
    {
        var reader = new WireReader(payload);
        var version = reader.ReadByte();
        var kind = (MessageKind)reader.ReadByte();
        var correlation = reader.ReadVarint();
        var message = reader.Failed || version != ProtocolVersion ? null : MessageReaders.Read(kind, reader.Rest);
        frame = message is null ? default : new Frame(correlation, message);
        return message is not null;
    }
}
