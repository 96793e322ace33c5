using System.Buffers.Binary;
using DynamoLab.Core;

namespace DynamoLab.Storage.Format;

/// <summary>
/// The fixed part of a record; the key and the body follow it. Its CRC covers the place the record was written to, so
/// that neither a stale block nor a record stored as somebody's value passes for a record, and the key, so that a
/// damaged body still has a name. See docs/storage.md.
/// </summary>
internal readonly record struct RecordHeader
{
    public const int Length = 24;

    /// <summary>The longest record there is.</summary>
    public const int RecordLengthMax = (1 << 30) - 1;

    private const byte TombstoneFlag = 1;

    public RecordKind Kind { get; init; }

    /// <summary>The object is a tombstone.</summary>
    public bool IsTombstone { get; init; }

    public int KeyLength { get; init; }

    public int BodyLength { get; init; }

    /// <summary>
    /// An object's hash, a removal's horizon (the segment it was first written to), an incarnation, or the number of
    /// the last segment of those that are synced.
    /// </summary>
    public ulong Word { get; init; }

    private uint BodyCrc { get; init; }

    public int RecordLength => Length + KeyLength + BodyLength;

    /// <summary>Fills in the header of a record whose key and body are already in their places.</summary>
    public void Seal(Span<byte> record, uint segment, uint offset)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Crc32C.Of(record[(Length + KeyLength)..]));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], BodyLength);
        record[12] = (byte)Kind;
        record[13] = IsTombstone ? TombstoneFlag : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(record[14..], (ushort)KeyLength);
        BinaryPrimitives.WriteUInt64LittleEndian(record[16..], Word);
        Move(record, KeyLength, segment, offset);
    }

    /// <summary>Makes a whole record one of another place.</summary>
    public static void Move(Span<byte> record, int keyLength, uint segment, uint offset) =>
        BinaryPrimitives.WriteUInt32LittleEndian(record, HeaderCrc(record, keyLength, segment, offset));

    /// <summary>
    /// The header of a record at this place, if it and the key are whole; the body need not even be there.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, uint segment, uint offset, out RecordHeader header)
    {
        header = default;
        if (bytes.Length < Length || bytes[12] is 0 or > (byte)RecordKind.SyncedSegments || bytes[13] > TombstoneFlag)
        {
            return false;
        }

        var kind = (RecordKind)bytes[12];
        var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[14..]);
        var bodyLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (keyLength > Math.Min(Limits.KeyBytesMax, bytes.Length - Length)
            || (keyLength > 0) != HasKey(kind)
            || bodyLength is < 0 or > RecordLengthMax - Length - Limits.KeyBytesMax
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != HeaderCrc(bytes, keyLength, segment, offset))
        {
            return false;
        }

        header = new RecordHeader
        {
            Kind = kind,
            IsTombstone = bytes[13] == TombstoneFlag,
            KeyLength = keyLength,
            BodyLength = bodyLength,
            Word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
            BodyCrc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        };
        return true;
    }

    /// <summary>Whether records of the kind are about a key.</summary>
    public static bool HasKey(RecordKind kind) => kind <= RecordKind.HintRemoval;

    /// <summary>Whether the body is all there and undamaged.</summary>
    /// <param name="record">From the record's first byte; there may be more behind it.</param>
    public bool IsBodyWhole(ReadOnlySpan<byte> record) =>
        record.Length >= RecordLength && Crc32C.Of(BodyOf(record)) == BodyCrc;

    public ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> record) => record.Slice(Length, KeyLength);

    public ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> record) => record.Slice(Length + KeyLength, BodyLength);

    private static uint HeaderCrc(ReadOnlySpan<byte> record, int keyLength, uint segment, uint offset) =>
        Crc32C.Of(((ulong)segment << 32) | offset, record[4..(Length + keyLength)]);
}
