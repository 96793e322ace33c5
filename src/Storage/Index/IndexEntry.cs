using DynamoLab.Core;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Index;

/// <summary>What is in memory of a key: 32 bytes, and its bytes in the arena.</summary>
internal readonly struct IndexEntry
{
    private const uint TombstoneBit = 1U << 31;
    private const uint DamagedBit = 1U << 30;

    private readonly ulong _position;
    private readonly uint _segment;
    private readonly uint _offset;
    private readonly uint _lengthAndFlags;

    public IndexEntry(Token token, uint keyAt, ulong hash, bool isTombstone, Place place)
    {
        (_position, KeyAt, Hash) = (token.Position, keyAt, hash);
        (_segment, _offset) = (place.Segment, place.Offset);
        _lengthAndFlags = (uint)place.Length | (isTombstone ? TombstoneBit : 0);
    }

    private IndexEntry(IndexEntry entry, uint lengthAndFlags)
    {
        this = entry;
        _lengthAndFlags = lengthAndFlags;
    }

    public Token Token => new(_position);

    /// <summary>Of the state.</summary>
    public ulong Hash { get; }

    /// <summary>The key's address in the arena.</summary>
    public uint KeyAt { get; }

    public Place Place => new(_segment, _offset, (int)(_lengthAndFlags & ~(TombstoneBit | DamagedBit)));

    public bool IsTombstone => (_lengthAndFlags & TombstoneBit) != 0;

    /// <summary>A read found that the record is damaged: it is served no more.</summary>
    public bool IsDamaged => (_lengthAndFlags & DamagedBit) != 0;

    public IndexEntry AsDamaged() => new(this, _lengthAndFlags | DamagedBit);
}
