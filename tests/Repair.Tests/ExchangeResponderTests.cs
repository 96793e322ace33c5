using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair.Tests;

public sealed class ExchangeResponderTests
{
    private static readonly Key Held = Rings.Key(1);
    private static readonly PartitionId Partition = Rings.Coarse.PartitionOf(Held.Token);

    private readonly TestReplica _replica = new(Rings.Coarse, Rings.B, VersioningKind.Dvv);

    public ExchangeResponderTests() => _replica.Write(Held, [1]);

    [Fact]
    public void Branches_AnotherRing_IsRefusedWithoutAny()
    {
        var answer = ExchangeResponder.Branches(
            new ExchangeOpen(1, Rings.Fine.Version, [new RootHash(Partition.Index, 5)]), _replica.Forest);

        Assert.Equal(ReplicaOutcome.RingMismatch, answer.Outcome);
        Assert.Empty(answer.Branches);
    }

    [Fact]
    public void Branches_SenselessAndRepeatedPartitions_ArePassedOver()
    {
        RootHash[] roots =
        [
            new(-1, 5), new(Partition.Index, 5), new(Partition.Index, 5), new(0, 0), new(1_000_000, 5),
            new(int.MinValue, 5),
        ];

        var answer = ExchangeResponder.Branches(new ExchangeOpen(1, Rings.Coarse.Version, roots), _replica.Forest);

        Assert.Equal(ReplicaOutcome.Ok, answer.Outcome);
        Assert.Equal([Partition.Index], answer.Branches.Select(b => b.Partition));
    }

    [Fact]
    public void Branches_EqualRoot_IsLeftOut()
    {
        var root = new RootHash(Partition.Index, _replica.Forest.TreeOf(Partition).Root);

        Assert.Empty(ExchangeResponder.Branches(
            new ExchangeOpen(1, Rings.Coarse.Version, [root]), _replica.Forest).Branches);
    }

    [Fact]
    public void Keys_SenselessLeaves_AnswersOneEmptyMessage()
    {
        LeafHashes[] leaves =
        [
            new(-1, 0, new uint[16]), new(Partition.Index, -1, new uint[16]), new(Partition.Index, 16, new uint[16]),
            new(Partition.Index, 3, []), new(1_000_000, 0, new uint[16]),
        ];

        var answer = ExchangeResponder.Keys(new ExchangeLeaves(1, leaves), _replica.Forest, _replica.Store);

        Assert.Empty(Assert.Single(answer).Leaves);
    }

    [Fact]
    public void Keys_LeafOnlyTheInitiatorHolds_IsNamedWithoutKeys()
    {
        var empty = new PartitionId(Partition.Index == 0 ? 1 : 0);
        var theirs = new ulong[16];
        theirs[7] = 5;

        var leaves = new LeafHashes(empty.Index, 2, ShortHash.Of(1, theirs));

        var answer = ExchangeResponder.Keys(new ExchangeLeaves(1, [leaves]), _replica.Forest, _replica.Store);

        var leaf = Assert.Single(Assert.Single(answer).Leaves);
        Assert.Equal((empty.Index, 39, 0), (leaf.Partition, leaf.Leaf, leaf.Keys.Count));
    }

    [Fact]
    public void Keys_ExactlyOneMessageFull_IsFollowedByAnEmptyOne()
    {
        var forest = new MerkleForest(Rings.Fine, Rings.B);
        var theirs = Enumerable.Repeat(5U, MerkleTree.LeavesPerBranch).ToArray();
        var branches = Enumerable.Range(0, Limits.KeysPerMessageMax / MerkleTree.LeavesPerBranch)
            .Select(i => new LeafHashes(i / MerkleTree.BranchCount, i % MerkleTree.BranchCount, theirs));

        var answer = ExchangeResponder.Keys(new ExchangeLeaves(1, [.. branches]), forest, _replica.Store);

        Assert.Equal([Limits.KeysPerMessageMax, 0], answer.Select(m => m.Leaves.Count));
    }

    [Fact]
    public void Pull_PushedStateAlreadyCovered_AnswersTheMergedOne()
    {
        var old = _replica.StateOf(Held);
        _replica.Write(Held, [2]);

        var pull = ExchangeResponder.Pull(new ExchangePush(1, [new(Held, old)], []), _replica.Merge, _replica.Store);

        Assert.Equal(_replica.StateOf(Held), Assert.Single(pull.States).State);
    }

    [Fact]
    public void Pull_PushedStateIsNews_AnswersNothing()
    {
        var other = new TestReplica(Rings.Coarse, Rings.A, VersioningKind.Dvv);
        other.Write(Rings.Key(2), [1]);
        var push = new ExchangePush(1, [new(Rings.Key(2), other.StateOf(Rings.Key(2)))], [Rings.Key(3)]);

        var pull = ExchangeResponder.Pull(push, _replica.Merge, _replica.Store);

        Assert.Empty(pull.States);
        Assert.Equal(other.StateOf(Rings.Key(2)).Hash, _replica.StateOf(Rings.Key(2)).Hash);
    }
}
