using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Repair;
using DynamoLab.Storage;

namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>What a repair round needs of a node: its store, its Merkle trees, and the rules of merging.</summary>
internal sealed class SpreadReplica(HashRing ring, NodeId self)
{
    private static readonly IVersioning Rules = Versioning.Of(VersioningKind.Dvv);
    private readonly Actor _actor = new(self, 1);

    public MemoryStore Store { get; } = new();

    public MerkleForest Forest { get; } = new(ring, self);

    public ObjectState StateOf(Key key) => Store.TryRead(key)?.State ?? ObjectState.Empty;

    /// <summary>A write that this replica coordinates, with the context of all it holds.</summary>
    public ObjectState Write(Key key, byte[] value)
    {
        var held = StateOf(key);
        var counter = Rules.NextCounter(held, _actor, held.Context.LastCounterOf(_actor), Instant.Zero);
        var stamp = new WriteStamp(new Dot(_actor, counter), Instant.Zero);
        return Set(key, Rules.Write(held, held.Context, stamp, value).State);
    }

    public ObjectState Merge(KeyState incoming) =>
        Set(incoming.Key, Rules.Merge(StateOf(incoming.Key), incoming.State));

    private ObjectState Set(Key key, ObjectState state)
    {
        Forest.Update(key, Store.TryRead(key)?.State.Hash ?? 0, state.Hash);
        Store.Apply(new ObjectRecord(key, new StoredObject(state, 1, 0)));
        return state;
    }
}
