using System.Buffers.Binary;
using System.Numerics;

namespace DynamoLab.Storage.Format;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720 §12.1): by the processor's instruction where it has one, which
/// <see cref="BitOperations"/> decides, with the same result either way.
/// </summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(uint.MaxValue, bytes);

    /// <summary>Of eight bytes, little-endian, and what follows them.</summary>
    public static uint Of(ulong first, ReadOnlySpan<byte> rest) =>
        ~Add(BitOperations.Crc32C(uint.MaxValue, first), rest);

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var rest in bytes)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return crc;
    }
}
