using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Storage;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>
/// A store that a node's next life finds again, and that can be told to take nothing. Like the log it keeps what
/// was applied while it fails, so a write that was answered with an error may be there all the same.
/// </summary>
internal sealed class TestStore : IReplicaStore
{
    private readonly MemoryStore _store = new();
    private readonly HashSet<Key> _unreadable = [];
    private readonly List<StoredKey> _found = [];

    public int KeyCount => _store.KeyCount;

    public bool IsWritable { get; private set; } = true;

    public bool HoldsAll { get; private set; } = true;

    /// <summary>The members as last remembered.</summary>
    public IReadOnlyList<KnownMember> Members { get; private set; } = [];

    public StoredObject? TryRead(Key key)
    {
        if (!_unreadable.Remove(key) || _store.TryRead(key) is not { State: var state })
        {
            return _store.TryRead(key);
        }

        HoldsAll = false;
        _found.Add(new StoredKey(key, state.Hash, state.IsTombstone));
        _store.Apply(new RemovalRecord(key));
        return null;
    }

    /// <exception cref="InvalidOperationException">The node writes although the store takes nothing.</exception>
    public long Apply(StoreRecord record)
    {
        if (!IsWritable)
        {
            throw new InvalidOperationException($"{record.GetType().Name} was applied to a store that takes nothing.");
        }

        Members = record is MembersRecord remembered ? remembered.Members : Members;
        return _store.Apply(record);
    }

    public IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range) => _store.Scan(range);

    public IEnumerable<HintId> Hints() => _store.Hints();

    public IEnumerable<StoredKey> ScanHashes(TokenRange range) => _store.ScanHashes(range);

    public IReadOnlyList<StoredKey> TakeDamaged()
    {
        StoredKey[] found = [.. _found];
        _found.Clear();
        return found;
    }

    public void Fail() => IsWritable = false;

    public void Resume() => IsWritable = true;

    /// <summary>A record damaged while the node was away: the key is gone as if it had never been.</summary>
    public void Lose(Key key)
    {
        HoldsAll = false;
        _store.Apply(new RemovalRecord(key));
    }

    /// <summary>A log torn before the hint: what it is of is still there.</summary>
    public void LoseHint(HintId hint) => _store.Apply(new HintRemovalRecord(hint));

    /// <summary>A record damaged under a running node: the next read of it finds out.</summary>
    public void Damage(Key key) => _unreadable.Add(key);
}
