using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Repair.Tests;

public sealed class MerkleForestTests
{
    [Fact]
    public void Update_AnyHistory_EqualsTheForestBuiltAnew() =>
        Prop.ForAll<int[]>(edits =>
        {
            var ring = Rings.Of(5, Placement.RandomTokens);
            var replica = new TestReplica(ring, new NodeId("n2"), VersioningKind.Dvv);
            foreach (var edit in edits)
            {
                var key = Rings.Key((edit & 0xFF) / 4);
                switch (edit & 3)
                {
                    case 0: replica.Remove(key); break;
                    case 1: replica.Write(key, null); break;
                    default: replica.Write(key, [(byte)edit], isBlind: (edit & 1) == 0); break;
                }
            }

            var rebuilt = MerkleForest.Build(ring, replica.Self, replica.Store);
            return rebuilt.Partitions.SequenceEqual(replica.Forest.Partitions)
                && rebuilt.Partitions.All(p => rebuilt.TreeOf(p).Root == replica.Forest.TreeOf(p).Root);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Placement.RandomTokens)]
    [InlineData(Placement.FixedPartitions)]
    public void KeysOf_AllLeaves_HoldEveryOwnedKeyOnceAndInTheLeafThatChanges(Placement placement)
    {
        var ring = Rings.Of(5, placement);
        var replica = new TestReplica(ring, new NodeId("n0"), VersioningKind.Dvv);
        var keys = Enumerable.Range(0, 3000).Select(Rings.Key).ToArray();
        foreach (var key in keys)
        {
            replica.Write(key, [1]);
        }

        var found = new List<KeyHash>();
        foreach (var partition in replica.Forest.Partitions)
        {
            for (var leaf = 0; leaf < MerkleTree.LeafCount; leaf++)
            {
                KeyHash[] inLeaf = [.. replica.Forest.KeysOf(partition, leaf, replica.Store)];
                Assert.Equal(inLeaf.Length == 0, replica.Forest.TreeOf(partition).Leaf(leaf) == 0);
                found.AddRange(inLeaf);
            }
        }

        var owned = keys.Where(k => ring.PreferenceListOf(k.Token).IsPrimary(replica.Self));
        Assert.Equal(owned.Order(), found.Select(k => k.Key).Order());
        Assert.All(found, k => Assert.Equal(replica.StateOf(k.Key).Hash, k.Hash));
    }

    [Fact]
    public void Update_KeyOfAnotherPartition_HasNoEffect()
    {
        var ring = Rings.Of(5);
        var forest = new MerkleForest(ring, new NodeId("n0"));
        var foreign = Enumerable.Range(0, 1000).Select(Rings.Key)
            .First(k => !ring.PreferenceListOf(k.Token).IsPrimary(new NodeId("n0")));

        forest.Update(foreign, 0, 5);

        Assert.False(forest.Owns(ring.PartitionOf(foreign.Token)));
        Assert.All(forest.Partitions, p => Assert.Equal(0UL, forest.TreeOf(p).Root));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1024)]
    [InlineData(int.MaxValue)]
    public void Owns_NumberThatIsNoPartition_IsFalse(int partition)
    {
        var forest = new MerkleForest(Rings.Fine, Rings.A);

        Assert.False(forest.Owns(new PartitionId(partition)));
        Assert.Throws<ArgumentException>(() => forest.TreeOf(new PartitionId(partition)));
    }
}
