using System.Buffers.Binary;

namespace DynamoLab.Storage.Format;

/// <summary>
/// The first 16 bytes of every file: magic, format version, kind of file, segment, CRC of those. See docs/storage.md.
/// </summary>
internal static class FileHeader
{
    public const int Length = 16;

    public const ushort Version = 1;

    private const uint Magic = 0x474C4C44; // "DLLG"
    private const int CrcAt = 12;

    public static void Write(Span<byte> into, FileKind kind, uint segment)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(into, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(into[4..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(into[6..], (ushort)kind);
        BinaryPrimitives.WriteUInt32LittleEndian(into[8..], segment);
        BinaryPrimitives.WriteUInt32LittleEndian(into[CrcAt..], Crc32C.Of(into[..CrcAt]));
    }

    /// <summary>True for a whole header of this kind and segment.</summary>
    /// <exception cref="InvalidDataException">The header is whole, but of a version this program cannot read.</exception>
    public static bool IsValid(ReadOnlySpan<byte> file, FileKind kind, uint segment)
    {
        if (file.Length < Length
            || BinaryPrimitives.ReadUInt32LittleEndian(file) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(file[CrcAt..]) != Crc32C.Of(file[..CrcAt]))
        {
            return false;
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[4..]);
        if (version != Version)
        {
            throw new InvalidDataException(
                $"a file of the store has format version {version}; this program reads version {Version}");
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(file[6..]) == (ushort)kind
            && BinaryPrimitives.ReadUInt32LittleEndian(file[8..]) == segment;
    }
}
