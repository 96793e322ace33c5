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
    private static ArrayBufferWriter<byte>? scratch;

    /// <exception cref="ArgumentException">A field is out of its range; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The frame would be too long; nothing was written.</exception>
    public static void Write(IBufferWriter<byte> output, ulong correlation, Message message)
    {
        var body = scratch ??= new ArrayBufferWriter<byte>(1024);
        body.ResetWrittenCount();
        var writer = new WireWriter(body);
        writer.WriteByte(ProtocolVersion);
        writer.WriteEnum(message.Kind);
        writer.WriteVarint(correlation);
        message.WriteTo(ref writer);
        writer.Flush();
        if (body.WrittenCount > Limits.FrameBytesMax)
        {
            scratch = null;
            throw new InvalidOperationException(
                $"{message.Kind} takes {body.WrittenCount} bytes; a frame has at most {Limits.FrameBytesMax}.");
        }

        var span = output.GetSpan(LengthBytes + body.WrittenCount);
        BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)body.WrittenCount);
        body.WrittenSpan.CopyTo(span[LengthBytes..]);
        output.Advance(LengthBytes + body.WrittenCount);
        if (body.Capacity > Limits.StateBytesPerMessage)
        {
            scratch = null;
        }
    }

    /// <summary>Reads the next frame and moves <paramref name="buffer"/> past it.</summary>
    public static FrameResult TryRead(
        ref ReadOnlySequence<byte> buffer, out Frame frame, int frameBytesMax = Limits.FrameBytesMax)
    {
        frame = default;
        if (buffer.Length < LengthBytes)
        {
            return FrameResult.Incomplete;
        }

        var length = ReadLength(buffer);
        if (length < BytesMin)
        {
            return FrameResult.Malformed;
        }

        if (length > frameBytesMax)
        {
            return FrameResult.TooLong;
        }

        if (buffer.Length < LengthBytes + length)
        {
            return FrameResult.Incomplete;
        }

        var payload = buffer.Slice(LengthBytes, length);
        buffer = buffer.Slice(LengthBytes + length);
        return TryParse(payload, out frame) ? FrameResult.Complete : FrameResult.Malformed;
    }

    /// <summary>
    /// What the next frame is, without a look at its body; false where it is not all there, or no frame of this
    /// protocol.
    /// </summary>
    /// <param name="buffer">Begins with the frame.</param>
    /// <param name="kind">Its message's, though there may be no such kind.</param>
    /// <param name="correlation">Its number.</param>
    /// <param name="length">Bytes of the whole frame.</param>
    public static bool TryPeek(
        in ReadOnlySequence<byte> buffer, out MessageKind kind, out ulong correlation, out long length)
    {
        (kind, correlation, length) = (default, 0, 0);
        if (buffer.Length < LengthBytes + BytesMin)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[LengthBytes + HeadBytesMax];
        start = start[..(int)Math.Min(buffer.Length, start.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        length = LengthBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(start);
        var reader = new WireReader(start[LengthBytes..]);
        var version = reader.ReadByte();
        kind = (MessageKind)reader.ReadByte();
        correlation = reader.ReadVarint();
        return !reader.Failed && version == ProtocolVersion && length <= buffer.Length;
    }

    private static long ReadLength(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> bytes = stackalloc byte[LengthBytes];
        buffer.Slice(0, LengthBytes).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private static bool TryParse(in ReadOnlySequence<byte> payload, out Frame frame)
    {
        if (payload.IsSingleSegment)
        {
            return TryParse(payload.FirstSpan, out frame);
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)payload.Length);
        payload.CopyTo(rented);
        var isParsed = TryParse(rented.AsSpan(0, (int)payload.Length), out frame);
        ArrayPool<byte>.Shared.Return(rented);
        return isParsed;
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
