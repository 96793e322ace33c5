using DynamoLab.Core;

namespace DynamoLab.Storage.Index;

/// <summary>A small array of entries, sorted by the rank of the token and then by the key's bytes.</summary>
internal struct IndexBucket
{
    private const int CapacityMin = 4;

    private IndexEntry[]? _entries;

    public IndexBucket(ReadOnlySpan<IndexEntry> entries)
    {
        Count = entries.Length;
        _entries = entries.IsEmpty ? null : entries.ToArray();
    }

    public int Count { get; private set; }

    public readonly IndexEntry[] Entries => _entries ?? [];

    /// <summary>The key's index, or the complement of where it would stand.</summary>
    public readonly int Find(Token token, ReadOnlySpan<byte> key, KeyArena keys)
    {
        var rank = TokenOrder.Rank(token);
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            ref var entry = ref _entries![middle];
            var order = TokenOrder.Rank(entry.Token).CompareTo(rank);
            if (order == 0)
            {
                order = keys.Get(entry.KeyAt).SequenceCompareTo(key);
            }

            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    public void Insert(int at, IndexEntry entry)
    {
        _entries ??= new IndexEntry[CapacityMin];
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count + (Count / 4) + 2);
        }

        _entries.AsSpan(at, Count - at).CopyTo(_entries.AsSpan(at + 1));
        _entries[at] = entry;
        Count++;
    }

    public void RemoveAt(int at)
    {
        _entries.AsSpan(at + 1, Count - at - 1).CopyTo(_entries.AsSpan(at));
        Count--;
    }
}
