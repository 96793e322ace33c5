using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Storage.Index;

/// <summary>
/// Where every key's record lies, in ring order: as in <see cref="TokenTable"/>, a table bucketed by the token's leading
/// bits, but of plain numbers in packed arrays, for it has to hold millions.
/// </summary>
internal sealed class LogIndex
{
    private const int BitsMin = 4;
    private const int BitsMax = 28;
    private const int MeanEntriesMax = 16;

    private readonly KeyArena _keys = new();
    private IndexBucket[] _buckets = new IndexBucket[1 << BitsMin];
    private int _bits = BitsMin;
    private int _changes;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> KeyOf(in IndexEntry entry) => _keys.Get(entry.KeyAt);

    public bool TryFind(Token token, ReadOnlySpan<byte> key, out IndexEntry entry)
    {
        ref var bucket = ref BucketOf(token);
        var at = bucket.Find(token, key, _keys);
        entry = at < 0 ? default : bucket.Entries[at];
        return at >= 0;
    }

    /// <summary>Sets what is known of a key; true when there was something, which comes out.</summary>
    public bool Set(
        Token token, ReadOnlySpan<byte> key, ulong hash, bool isTombstone, Format.Place place, out IndexEntry old)
    {
        _changes++;
        ref var bucket = ref BucketOf(token);
        var at = bucket.Find(token, key, _keys);
        if (at >= 0)
        {
            old = bucket.Entries[at];
            bucket.Entries[at] = new IndexEntry(token, old.KeyAt, hash, isTombstone, place);
            return true;
        }

        old = default;
        bucket.Insert(~at, new IndexEntry(token, _keys.Add(key), hash, isTombstone, place));
        Count++;
        if (Count > MeanEntriesMax * _buckets.Length && _bits < BitsMax)
        {
            Double();
        }

        return false;
    }

    /// <summary>Removes a key; true when there was one, which comes out.</summary>
    public bool Remove(Token token, ReadOnlySpan<byte> key, out IndexEntry old)
    {
        _changes++;
        ref var bucket = ref BucketOf(token);
        var at = bucket.Find(token, key, _keys);
        if (at < 0)
        {
            old = default;
            return false;
        }

        old = bucket.Entries[at];
        _keys.Remove(old.KeyAt);
        bucket.RemoveAt(at);
        Count--;
        return true;
    }

    /// <summary>Marks a key's record as damaged. No scan is disturbed.</summary>
    public void MarkDamaged(Token token, ReadOnlySpan<byte> key)
    {
        ref var bucket = ref BucketOf(token);
        var at = bucket.Find(token, key, _keys);
        bucket.Entries[at] = bucket.Entries[at].AsDamaged();
    }

    /// <exception cref="InvalidOperationException">A key was set or removed during the scan.</exception>
    public IEnumerable<IndexEntry> Scan(TokenRange range) =>
        TokenOrder.Runs(range).SelectMany(run => Run(run.First, run.Last));

    private IEnumerable<IndexEntry> Run(ulong first, ulong last)
    {
        var changes = _changes;
        for (var i = IndexOf(first); i <= IndexOf(last); i++)
        {
            for (var j = 0; j < _buckets[i].Count; j++)
            {
                var entry = _buckets[i].Entries[j];
                if (TokenOrder.Rank(entry.Token) < first || TokenOrder.Rank(entry.Token) > last)
                {
                    continue;
                }

                yield return entry;
                if (changes != _changes)
                {
                    throw new InvalidOperationException("The store was changed during a scan.");
                }
            }
        }
    }

    private ref IndexBucket BucketOf(Token token) => ref _buckets[IndexOf(TokenOrder.Rank(token))];

    private int IndexOf(ulong rank) => (int)(rank >> (64 - _bits));

    /// <summary>Splits every bucket by its next bit; its entries are sorted, so each half stays so.</summary>
    private void Double()
    {
        var old = _buckets;
        _bits++;
        _buckets = new IndexBucket[1 << _bits];
        for (var i = 0; i < old.Length; i++)
        {
            var entries = old[i].Entries.AsSpan(0, old[i].Count);
            var split = 0;
            while (split < entries.Length && IndexOf(TokenOrder.Rank(entries[split].Token)) == 2 * i)
            {
                split++;
            }

            _buckets[2 * i] = new IndexBucket(entries[..split]);
            _buckets[(2 * i) + 1] = new IndexBucket(entries[split..]);
        }
    }
}
