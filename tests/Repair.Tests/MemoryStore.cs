using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;

namespace DynamoLab.Repair.Tests;

/// <summary>A store that keeps objects in order and nothing else; it counts what its scans pass over.</summary>
internal sealed class MemoryStore : IReplicaStore
{
    private readonly SortedDictionary<Key, StoredObject> _objects = [];
    private Key[]? _sorted;
    private long _sequence;

    public int KeyCount => _objects.Count;

    public IEnumerable<Key> Keys => _objects.Keys;

    public bool IsWritable => true;

    public bool HoldsAll => true;

    public StoredObject? TryRead(Key key) => _objects.GetValueOrDefault(key);

    public long Apply(StoreRecord record)
    {
        switch (record)
        {
            case ObjectRecord put:
                _sorted = _objects.ContainsKey(put.Key) ? _sorted : null;
                _objects[put.Key] = put.Object;
                break;
            case RemovalRecord removal:
                _sorted = null;
                _objects.Remove(removal.Key);
                break;
            default:
                throw new ArgumentException(record.ToString(), nameof(record));
        }

        return ++_sequence;
    }

    public IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range)
    {
        _sorted ??= [.. _objects.Keys];
        var first = FirstBehind(_sorted, range.Start);
        for (var i = 0; i < _sorted.Length; i++)
        {
            var key = _sorted[(first + i) % _sorted.Length];
            if (!range.Contains(key.Token))
            {
                yield break;
            }

            yield return new(key, _objects[key]);
        }
    }

    public IEnumerable<StoredKey> ScanHashes(TokenRange range) =>
        Scan(range).Select(o => new StoredKey(o.Key, o.Value.State.Hash, o.Value.State.IsTombstone));

    public IReadOnlyList<StoredKey> TakeDamaged() => [];

    public IEnumerable<HintId> Hints() => [];

    private static int FirstBehind(Key[] sorted, Token start)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle].Token.CompareTo(start) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
