using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;

namespace DynamoLab.Storage.Index;

/// <summary>
/// Objects by key, in ring order. A token is a uniform hash already, so a table bucketed by the token's leading bits is
/// a hash table and an ordered index at once: constant time for a key, and a range is a run of buckets. A dictionary
/// beside a tree would keep every key twice.
/// </summary>
internal sealed class TokenTable
{
    private const int BitsMin = 4;
    private const int BitsMax = 28;
    private const int MeanEntriesMax = 8;

    private Bucket[] _buckets = new Bucket[1 << BitsMin];
    private int _bits = BitsMin;
    private int _changes;

    public int Count { get; private set; }

    public StoredObject? TryGet(Key key)
    {
        ref var bucket = ref _buckets[IndexOf(TokenOrder.Rank(key.Token))];
        var at = bucket.Find(key);
        return at < 0 ? null : bucket.Entries[at].Object;
    }

    public void Set(Key key, StoredObject value)
    {
        _changes++;
        ref var bucket = ref _buckets[IndexOf(TokenOrder.Rank(key.Token))];
        var at = bucket.Find(key);
        if (at >= 0)
        {
            // The key it has lives in memory that is old already.
            bucket.Entries[at] = bucket.Entries[at] with { Object = value };
            return;
        }

        bucket.Insert(~at, new Entry(key, value));
        Count++;
        if (Count > MeanEntriesMax * _buckets.Length && _bits < BitsMax)
        {
            Double();
        }
    }

    public void Remove(Key key)
    {
        _changes++;
        ref var bucket = ref _buckets[IndexOf(TokenOrder.Rank(key.Token))];
        var at = bucket.Find(key);
        if (at >= 0)
        {
            bucket.RemoveAt(at);
            Count--;
        }
    }

    public IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range) =>
        TokenOrder.Runs(range).SelectMany(run => Run(run.First, run.Last));

    private IEnumerable<KeyValuePair<Key, StoredObject>> Run(ulong first, ulong last)
    {
        var changes = _changes;
        for (var i = IndexOf(first); i <= IndexOf(last); i++)
        {
            for (var j = 0; j < _buckets[i].Count; j++)
            {
                var entry = _buckets[i].Entries[j];
                if (TokenOrder.Rank(entry.Key.Token) < first || TokenOrder.Rank(entry.Key.Token) > last)
                {
                    continue;
                }

                yield return new(entry.Key, entry.Object);
                if (changes != _changes)
                {
                    throw new InvalidOperationException("The store was changed during a scan.");
                }
            }
        }
    }

    private int IndexOf(ulong rank) => (int)(rank >> (64 - _bits));

    /// <summary>Splits every bucket by its next bit; its entries are sorted, so each half stays so.</summary>
    private void Double()
    {
        var old = _buckets;
        _bits++;
        _buckets = new Bucket[1 << _bits];
        for (var i = 0; i < old.Length; i++)
        {
            var entries = old[i].Entries.AsSpan(0, old[i].Count);
            var split = 0;
            while (split < entries.Length && IndexOf(TokenOrder.Rank(entries[split].Key.Token)) == 2 * i)
            {
                split++;
            }

            _buckets[2 * i] = new Bucket(entries[..split]);
            _buckets[(2 * i) + 1] = new Bucket(entries[split..]);
        }
    }

    private readonly record struct Entry(Key Key, StoredObject Object);

    /// <summary>A small sorted array.</summary>
    private struct Bucket
    {
        private const int CapacityMin = 4;

        private Entry[]? _entries;

        public Bucket(ReadOnlySpan<Entry> entries)
        {
            Count = entries.Length;
            _entries = entries.IsEmpty ? null : entries.ToArray();
        }

        public int Count { get; private set; }

        public readonly Entry[] Entries => _entries ?? [];

        /// <summary>The key's index, or the complement of where it would stand.</summary>
        public readonly int Find(Key key)
        {
            int low = 0, high = Count - 1;
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                var order = Compare(_entries![middle].Key, key);
                if (order == 0)
                {
                    return middle;
                }

                (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
            }

            return ~low;
        }

        public void Insert(int at, Entry entry)
        {
            _entries ??= new Entry[CapacityMin];
            if (Count == _entries.Length)
            {
                Array.Resize(ref _entries, Count + (Count / 2) + 1);
            }

            _entries.AsSpan(at, Count - at).CopyTo(_entries.AsSpan(at + 1));
            _entries[at] = entry;
            Count++;
        }

        public void RemoveAt(int at)
        {
            _entries.AsSpan(at + 1, Count - at - 1).CopyTo(_entries.AsSpan(at));
            Count--;
            _entries![Count] = default;
        }

        private static int Compare(Key left, Key right)
        {
            var byRank = TokenOrder.Rank(left.Token).CompareTo(TokenOrder.Rank(right.Token));
            return byRank != 0 ? byRank : left.Bytes.SequenceCompareTo(right.Bytes);
        }
    }
}
