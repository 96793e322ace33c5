using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;

namespace DynamoLab.Repair;

/// <summary>
/// The Merkle trees of all partitions a node is a primary of, under one ring. A change of the ring asks for a new
/// forest; every other change is an <see cref="Update"/>.
/// </summary>
public sealed class MerkleForest
{
    /// <summary>Only of owned partitions: a large cluster has a hundred thousand, a node of it a few dozen.</summary>
    private readonly Dictionary<int, MerkleTree> _trees;
    private readonly PartitionId[] _partitions;

    public MerkleForest(HashRing ring, NodeId self)
    {
        Ring = ring;
        _partitions = [.. ring.PartitionsOf(self)];
        _trees = _partitions.ToDictionary(partition => partition.Index, _ => new MerkleTree());
    }

    public HashRing Ring { get; }

    /// <summary>The partitions with a tree, ascending.</summary>
    public IReadOnlyList<PartitionId> Partitions => _partitions;

    /// <summary>A forest that holds all keys of the store that belong to it.</summary>
    public static MerkleForest Build(HashRing ring, NodeId self, IReplicaStore store)
    {
        var forest = new MerkleForest(ring, self);
        foreach (var held in store.ScanHashes(TokenRange.Whole))
        {
            forest.Update(held.Key, 0, held.Hash);
        }

        return forest;
    }

    /// <summary>The leaf of the partition's tree that a token belongs to: 0 to 255.</summary>
    public static int LeafOf(TokenRange partition, Token token) => partition.SliceOf(token, MerkleTree.LeafCount);

    /// <summary>False for a number that is no partition of the ring at all.</summary>
    public bool Owns(PartitionId partition) => _trees.ContainsKey(partition.Index);

    /// <summary>Throws when the partition is not owned.</summary>
    public MerkleTree TreeOf(PartitionId partition) =>
        _trees.TryGetValue(partition.Index, out var tree)
            ? tree
            : throw new ArgumentException($"{partition} is not owned here", nameof(partition));

    /// <summary>The key's state changed; no effect when its partition is not owned. 0 stands for no state.</summary>
    public void Update(Key key, ulong oldHash, ulong newHash)
    {
        var partition = Ring.PartitionOf(key.Token);
        if (_trees.TryGetValue(partition.Index, out var tree))
        {
            tree.Update(LeafOf(Ring.RangeOf(partition), key.Token), key, oldHash, newHash);
        }
    }

    /// <summary>
    /// The keys of one leaf with the hashes of their states, in ring order. Reads the store as it goes.
    /// </summary>
    public IEnumerable<KeyHash> KeysOf(PartitionId partition, int leaf, IReplicaStore store) =>
        Ring.RangeOf(partition).Slice(leaf, MerkleTree.LeafCount) is { } slice
            ? store.ScanHashes(slice).Select(held => new KeyHash(held.Key, held.Hash))
            : [];
}
