using System.Buffers;
using System.Buffers.Binary;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Bench.Overload;

/// <summary>
/// Requests encoded once, for they are to cost the machine as little as they can: half reads, half writes that cover
/// what they find, over a thousand keys.
/// </summary>
internal sealed class Requests
{
    private const int Keys = 1000;
    private const int ValueBytes = 100;

    /// <summary>Numbers from here on all take five bytes, so that one is put in place of another.</summary>
    private const ulong NumberMin = 1UL << 28;

    private const int NumberAt = 6;
    private const int NumberBytes = 5;

    private readonly byte[][] _frames = [.. Enumerable.Range(0, 2 * Keys).Select(Encode)];

    /// <summary>Appends the request of this number to the buffer; returns its bytes.</summary>
    public int Write(long number, Span<byte> into)
    {
        var frame = _frames[(int)(DeterministicRandom.Mix((ulong)number) % (uint)_frames.Length)];
        frame.CopyTo(into);
        var value = NumberMin + (ulong)number;
        for (var i = 0; i < NumberBytes; i++)
        {
            into[NumberAt + i] = (byte)((value & 0x7F) | (i < NumberBytes - 1 ? 0x80u : 0));
            value >>= 7;
        }

        return frame.Length;
    }

    /// <summary>The answer at the start of the bytes: which request's, and how it ended.</summary>
    /// <returns>Bytes of the answer; 0: it is not all there.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out long number, out Outcome outcome)
    {
        (number, outcome) = (0, default);
        if (bytes.Length < sizeof(uint) || bytes.Length - sizeof(uint) < BinaryPrimitives.ReadUInt32LittleEndian(bytes))
        {
            return 0;
        }

        var reader = new WireReader(bytes[NumberAt..]);
        number = (long)(reader.ReadVarint() - NumberMin);
        outcome = (Outcome)reader.ReadByte();
        return sizeof(uint) + (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private static byte[] Encode(int index)
    {
        var key = new Key($"key-{index / 2}");
        Message request = index % 2 == 0
            ? new GetRequest(key, 0, 0)
            : new WriteRequest(key, new byte[ValueBytes], CausalContext.Empty, CoversHeld: true, 0, 0);
        var frame = new ArrayBufferWriter<byte>();
        FrameCodec.Write(frame, NumberMin, request);
        return frame.WrittenSpan.ToArray();
    }
}
