using DynamoLab.Core.Ring;

namespace DynamoLab.Core.Storage;

/// <summary>
/// What a replica keeps. Synchronous and single-threaded: a record is visible once applied, and durable when
/// the host says so by the sequence number that <see cref="Apply"/> returned.
/// </summary>
public interface IReplicaStore
{
    /// <summary>Keys held, tombstones included.</summary>
    int KeyCount { get; }

    /// <summary>False while the disk refuses writes: reads go on, and no record may be applied.</summary>
    bool IsWritable { get; }

    bool HoldsAll { get; }

    StoredObject? TryRead(Key key);

    /// <summary>Applies a record and returns its sequence number, from 1, ascending.</summary>
    long Apply(StoreRecord record);

    /// <summary>
    /// The keys whose tokens lie in the range, in ring order from its start. The store must not change meanwhile.
    /// </summary>
    IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range);

    /// <summary>The hints held when the store was opened: whom each is for and its key.</summary>
    IEnumerable<HintId> Hints();

    IEnumerable<StoredKey> ScanHashes(TokenRange range);

    IReadOnlyList<StoredKey> TakeDamaged();
}
