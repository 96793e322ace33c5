using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair.Tests;

/// <summary>A replica with nothing but a store, its Merkle forest, and a versioning scheme.</summary>
internal sealed class TestReplica
{
    private readonly IVersioning _versioning;
    private readonly Actor _actor;
    private ulong _writes;

    public TestReplica(HashRing ring, NodeId self, VersioningKind kind)
    {
        Self = self;
        _versioning = Versioning.Of(kind);
        _actor = new Actor(self, 1);
        Forest = new MerkleForest(ring, self);
    }

    public NodeId Self { get; }

    public MemoryStore Store { get; } = new();

    public MerkleForest Forest { get; }

    public long Merges { get; private set; }

    public ObjectState StateOf(Key key) => Store.TryRead(key)?.State ?? ObjectState.Empty;

    /// <summary>Writes with the context held here, or with none; a null value deletes.</summary>
    public void Write(Key key, byte[]? value, bool isBlind = false)
    {
        var held = StateOf(key);
        var stamp = new WriteStamp(new Dot(_actor, ++_writes), new Instant((long)_writes * 1000));
        Set(key, _versioning.Write(held, isBlind ? CausalContext.Empty : held.Context, stamp, value).State);
    }

    public ObjectState Merge(KeyState pushed)
    {
        Merges++;
        var merged = _versioning.Merge(StateOf(pushed.Key), pushed.State);
        Set(pushed.Key, merged);
        return merged;
    }

    public void Remove(Key key)
    {
        if (Store.TryRead(key) is { } held)
        {
            Forest.Update(key, held.State.Hash, 0);
            Store.Apply(new RemovalRecord(key));
        }
    }

    /// <summary>What is held of the partitions, as canonical bytes.</summary>
    public IReadOnlyList<string> Dump(IEnumerable<PartitionId> partitions) =>
        [.. partitions.SelectMany(p => Store.Scan(Forest.Ring.RangeOf(p)))
            .Select(held => $"{held.Key} {Convert.ToHexString(held.Value.State.ToBytes())}")];

    private void Set(Key key, ObjectState state)
    {
        Forest.Update(key, Store.TryRead(key)?.State.Hash ?? 0, state.Hash);
        Store.Apply(new ObjectRecord(key, new StoredObject(state, 1, _writes)));
    }
}
