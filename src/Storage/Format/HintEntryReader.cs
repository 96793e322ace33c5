using System.Buffers.Binary;
using DynamoLab.Core;

namespace DynamoLab.Storage.Format;

/// <summary>Goes through the entries of a hint file.</summary>
internal ref struct HintEntryReader(ReadOnlySpan<byte> entries, uint segment)
{
    private ReadOnlySpan<byte> _rest = entries;

    public RecordHeader Header { get; private set; }

    public Token Token { get; private set; }

    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The record's body; empty for an object.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    public Place Place { get; private set; }

    /// <summary>Whether these are entries to the last byte, of records within the segment.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> entries, long segmentLength)
    {
        var reader = new HintEntryReader(entries, 0);
        while (reader.Next())
        {
            if (reader.Place.End > segmentLength)
            {
                return false;
            }
        }

        return reader._rest.IsEmpty;
    }

    /// <summary>Moves to the next entry; false behind the last one, or before one that is none.</summary>
    public bool Next()
    {
        if (_rest.Length < HintFile.EntryLength)
        {
            return false;
        }

        Header = new RecordHeader
        {
            Kind = (RecordKind)_rest[0],
            IsTombstone = _rest[1] == 1,
            KeyLength = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]),
            BodyLength = BinaryPrimitives.ReadInt32LittleEndian(_rest[8..]),
            Word = BinaryPrimitives.ReadUInt64LittleEndian(_rest[12..]),
        };
        var bodyLength = Header.Kind == RecordKind.Object ? 0 : Header.BodyLength;
        if (Header.Kind is 0 or > RecordKind.SyncedSegments
            || Header.KeyLength > Limits.KeyBytesMax
            || (Header.KeyLength > 0) != RecordHeader.HasKey(Header.Kind)
            || Header.BodyLength is < 0 or > RecordHeader.RecordLengthMax - RecordHeader.Length - Limits.KeyBytesMax
            || bodyLength > _rest.Length - HintFile.EntryLength - Header.KeyLength)
        {
            return false;
        }

        Token = new Token(BinaryPrimitives.ReadUInt64LittleEndian(_rest[20..]));
        Place = new Place(segment, BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]), Header.RecordLength);
        Key = _rest.Slice(HintFile.EntryLength, Header.KeyLength);
        _rest = _rest[(HintFile.EntryLength + Header.KeyLength)..];
        Body = _rest[..bodyLength];
        _rest = _rest[bodyLength..];
        return true;
    }
}
