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

    /// <summary>False while the disk refuses writes: then nothing should be applied. Reads go on.</summary>
    bool IsWritable { get; }

    /// <summary>
    /// False once damage was found that took a record away, at the start or by a read: the other replicas have more.
    /// </summary>
    bool HoldsAll { get; }

    /// <summary>The key's state; null when there is none, or when what is stored of it turned out to be damaged.</summary>
    StoredObject? TryRead(Key key);

    /// <summary>Applies a record and returns its sequence number, from 1, ascending.</summary>
    long Apply(StoreRecord record);

    /// <summary>
    /// The keys whose tokens lie in the range, in ring order from its start. The store must not change meanwhile.
    /// </summary>
    IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range);

    /// <summary>As <see cref="Scan"/>, but from what is in memory: no state is read.</summary>
    IEnumerable<StoredKey> ScanHashes(TokenRange range);

    /// <summary>The hints held when the store was opened: whom each is for and its key.</summary>
    IEnumerable<HintId> Hints();

    /// <summary>
    /// The keys that reads found damaged since the last call, as they stood before: they are held no more, and what was
    /// derived from them (Merkle trees, epochs) has to follow.
    /// </summary>
    IReadOnlyList<StoredKey> TakeDamaged();
}
