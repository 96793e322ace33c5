using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Index;

namespace DynamoLab.Storage;

/// <summary>
/// A replica's store in memory: what <c>--durability memory</c> keeps, gone with the process. A record is as durable as
/// it will ever be once it is applied.
/// </summary>
public sealed class MemoryStore : IReplicaStore
{
    private readonly TokenTable _objects = new();
    private readonly HashSet<HintId> _hints = [];
    private long _sequence;

    public int KeyCount => _objects.Count;

    public bool IsWritable => true;

    public bool HoldsAll => true;

    public StoredObject? TryRead(Key key) => _objects.TryGet(key);

    public long Apply(StoreRecord record)
    {
        switch (record)
        {
            case ObjectRecord written:
                _objects.Set(written.Key, written.Object);
                break;
            case RemovalRecord removed:
                _objects.Remove(removed.Key);
                break;
            case HintRecord held:
                _hints.Add(held.Hint);
                break;
            case HintRemovalRecord home:
                _hints.Remove(home.Hint);
                break;
            case IncarnationRecord or MembersRecord:
                break;
            default:
                throw new ArgumentException($"{record.GetType().Name} is no record this store knows.", nameof(record));
        }

        return ++_sequence;
    }

    /// <exception cref="InvalidOperationException">A record was applied to an object during the scan.</exception>
    public IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range) => _objects.Scan(range);

    /// <exception cref="InvalidOperationException">A record was applied to an object during the scan.</exception>
    public IEnumerable<StoredKey> ScanHashes(TokenRange range) =>
        _objects.Scan(range).Select(o => new StoredKey(o.Key, o.Value.State.Hash, o.Value.State.IsTombstone));

    public IReadOnlyList<StoredKey> TakeDamaged() => [];

    /// <summary>Sorted, because the order of a set must not reach behaviour.</summary>
    public IEnumerable<HintId> Hints() => _hints.OrderBy(hint => hint.Owner).ThenBy(hint => hint.Key);
}
