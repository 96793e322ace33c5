using System.Buffers.Binary;
using DynamoLab.Core;

namespace DynamoLab.Storage.Format;

/// <summary>
/// A hint file: what every record of a segment says, without the states. It speaks for the segment only while that has
/// the very length it covers, and is written only once the segment survives a power failure. See docs/storage.md.
/// </summary>
internal static class HintFile
{
    /// <summary>
    /// The file's header, the length covered, the length of the entries and a CRC of all that follows.
    /// </summary>
    public const int PrefixLength = FileHeader.Length + 16;

    public const int EntryLength = 28;

    private const int CoveredAt = FileHeader.Length;
    private const int LengthAt = CoveredAt + 8;
    private const int CrcAt = LengthAt + 4;

    /// <summary>Adds a record to the entries of its segment.</summary>
    public static void AddEntry(
        ByteBuffer entries,
        in RecordHeader header,
        Token token,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> body,
        Place place)
    {
        var entry = entries.Take(EntryLength);
        entry[0] = (byte)header.Kind;
        entry[1] = header.IsTombstone ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)header.KeyLength);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], place.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], header.BodyLength);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[12..], header.Word);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[20..], token.Position);
        entries.Write(key);
        if (header.Kind != RecordKind.Object)
        {
            entries.Write(body);
        }
    }

    /// <summary>What stands before the entries.</summary>
    public static byte[] Prefix(uint segment, long coveredLength, ReadOnlySpan<byte> entries)
    {
        var prefix = new byte[PrefixLength];
        FileHeader.Write(prefix, FileKind.Hint, segment);
        BinaryPrimitives.WriteInt64LittleEndian(prefix.AsSpan(CoveredAt), coveredLength);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(LengthAt), entries.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix.AsSpan(CrcAt), CrcOf(prefix, entries));
        return prefix;
    }

    /// <summary>The entries of a whole hint file that covers the segment; false for any other.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> file, uint segment, long segmentLength, out ReadOnlySpan<byte> entries)
    {
        entries = default;
        if (file.Length < PrefixLength
            || !FileHeader.IsValid(file, FileKind.Hint, segment)
            || BinaryPrimitives.ReadInt64LittleEndian(file[CoveredAt..]) != segmentLength
            || BinaryPrimitives.ReadInt32LittleEndian(file[LengthAt..]) != file.Length - PrefixLength
            || BinaryPrimitives.ReadUInt32LittleEndian(file[CrcAt..]) != CrcOf(file, file[PrefixLength..])
            || !HintEntryReader.AreWhole(file[PrefixLength..], segmentLength))
        {
            return false;
        }

        entries = file[PrefixLength..];
        return true;
    }

    private static uint CrcOf(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> entries) =>
        Crc32C.Of(
            BinaryPrimitives.ReadUInt64LittleEndian(prefix[CoveredAt..]),
            entries) ^ Crc32C.Of(prefix[..CrcAt]);
}
