using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair.Tests;

/// <summary>What the initiator makes of answers that are late, doubled or senseless.</summary>
public sealed class ExchangeInitiatorTests
{
    private const ulong Number = 42;
    private static readonly Key Ours = Rings.Key(1);
    private static readonly PartitionId Partition = Rings.Coarse.PartitionOf(Ours.Token);
    private static readonly int Leaf = MerkleForest.LeafOf(Rings.Coarse.RangeOf(Partition), Ours.Token);

    private readonly TestReplica _replica = new(Rings.Coarse, Rings.A, VersioningKind.Dvv);
    private readonly ExchangeInitiator _exchange = new(Number, Rings.B, [Partition]);

    public ExchangeInitiatorTests() => _replica.Write(Ours, [1]);

    [Fact]
    public void Open_PartitionsInAnyOrder_NamesEachOwnedOneOnceAscending()
    {
        var ring = Rings.Of(5);
        var forest = new MerkleForest(ring, new NodeId("n0"));
        var foreign = Enumerable.Range(0, ring.PartitionCount).Select(i => new PartitionId(i))
            .First(p => !forest.Owns(p));
        var (first, second) = (forest.Partitions[0], forest.Partitions[1]);

        var open = new ExchangeInitiator(Number, Rings.B, [second, foreign, first, second]).Open(forest);

        Assert.Equal([first.Index, second.Index], open.Roots.Select(r => r.Partition));
        Assert.Equal(ring.Version, open.RingVersion);
    }

    [Fact]
    public void Exchange_NoAnswer_IsNeitherDoneNorFailed()
    {
        Open();

        Assert.False(_exchange.IsDone);
        Assert.False(_exchange.HasFailed);
    }

    [Fact]
    public void OnBranches_RingMismatch_Fails()
    {
        Open();

        Assert.Empty(_exchange.OnBranches(new(Number, ReplicaOutcome.RingMismatch, []), _replica.Forest).Send);
        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnBranches_OurRingChangedMeanwhile_Fails()
    {
        Open();

        _exchange.OnBranches(Branches(Differing()), new MerkleForest(Rings.Fine, Rings.A));

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnBranches_Twice_Fails()
    {
        Compare();

        _exchange.OnBranches(Branches(Differing()), _replica.Forest);

        Assert.True(_exchange.HasFailed);
    }

    [Theory]
    [InlineData(-1, 16)]
    [InlineData(1_000_000, 16)]
    [InlineData(null, 15)]
    [InlineData(null, 17)]
    public void OnBranches_Senseless_Fails(int? partition, int hashes)
    {
        Open();

        var branches = new BranchHashes(partition ?? Partition.Index, new uint[hashes]);
        _exchange.OnBranches(Branches(branches), _replica.Forest);

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnBranches_SamePartitionTwice_Fails()
    {
        Open();

        _exchange.OnBranches(Branches(Differing(), Differing()), _replica.Forest);

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnBranches_OfAnotherExchange_AreIgnored()
    {
        Open();

        _exchange.OnBranches(Branches() with { Exchange = Number + 1 }, _replica.Forest);

        Assert.False(_exchange.IsDone);
        Assert.False(_exchange.HasFailed);
    }

    [Fact]
    public void OnKeys_BeforeAnyWereAskedFor_Fails()
    {
        Open();

        OnKeys();

        Assert.True(_exchange.HasFailed);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(-1)]
    public void OnKeys_NoSuchLeaf_Fails(int leaf)
    {
        Compare();

        OnKeys(new LeafKeys(Partition.Index, leaf, []));

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnKeys_KeyOfAnotherLeaf_Fails()
    {
        Compare();
        var stranger = Enumerable.Range(2, 1000).Select(Rings.Key)
            .First(k => Rings.Coarse.PartitionOf(k.Token) != Partition);

        OnKeys(new LeafKeys(Partition.Index, Leaf, [new KeyHash(stranger, 5)]));

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnKeys_LeavesComeTwice_Fails()
    {
        Compare();
        var full = Enumerable.Range(0, Limits.KeysPerMessageMax).Select(_ => new KeyHash(Ours, 5)).ToArray();
        OnKeys(new LeafKeys(Partition.Index, Leaf, full));
        Assert.False(_exchange.HasFailed);

        OnKeys(new LeafKeys(Partition.Index, Leaf, full));

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnKeys_StateTheyLack_IsPushedAndDoneWithTheEmptyPull()
    {
        Compare();

        var push = Assert.IsType<ExchangePush>(Assert.Single(OnKeys(new LeafKeys(Partition.Index, Leaf, [])).Send));

        Assert.Equal(Ours, Assert.Single(push.States).Key);
        Assert.False(_exchange.IsDone);
        OnPull();
        Assert.True(_exchange.IsDone);
    }

    [Fact]
    public void OnKeys_LeafAgreesByNow_IsDone()
    {
        Compare();

        OnKeys(new LeafKeys(Partition.Index, Leaf, [new KeyHash(Ours, _replica.StateOf(Ours).Hash)]));

        Assert.True(_exchange.IsDone);
    }

    [Fact]
    public void OnPull_WithoutAPush_Fails()
    {
        Compare();

        OnPull();

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void OnPull_KeyThatWasNotPushed_FailsAndMergesNothing()
    {
        Compare();
        OnKeys(new LeafKeys(Partition.Index, Leaf, []));

        var step = OnPull(new KeyState(Rings.Key(99), ObjectState.Empty));

        Assert.True(_exchange.HasFailed);
        Assert.Empty(step.Merge);
    }

    [Fact]
    public void OnPull_SameKeyTwice_Fails()
    {
        Compare();
        OnKeys(new LeafKeys(Partition.Index, Leaf, []));

        OnPull(new KeyState(Ours, ObjectState.Empty), new KeyState(Ours, ObjectState.Empty));

        Assert.True(_exchange.HasFailed);
    }

    [Fact]
    public void EveryAnswer_AfterTheEnd_IsIgnored()
    {
        Open();
        _exchange.OnBranches(Branches(), _replica.Forest);
        Assert.True(_exchange.IsDone);

        Assert.Same(ExchangeStep.Nothing, _exchange.OnBranches(Branches(Differing()), _replica.Forest));
        Assert.Same(ExchangeStep.Nothing, OnKeys());
        Assert.Same(ExchangeStep.Nothing, OnPull());
        Assert.True(_exchange.IsDone);
        Assert.False(_exchange.HasFailed);
    }

    private static BranchHashes Differing() => new(Partition.Index, new uint[MerkleTree.BranchCount]);

    private static ExchangeBranches Branches(params BranchHashes[] branches) =>
        new(Number, ReplicaOutcome.Ok, branches);

    private void Open() => _exchange.Open(_replica.Forest);

    private void Compare()
    {
        Open();
        Assert.Single(_exchange.OnBranches(Branches(Differing()), _replica.Forest).Send);
    }

    private ExchangeStep OnKeys(params LeafKeys[] leaves) =>
        _exchange.OnKeys(new ExchangeKeys(Number, leaves), _replica.Forest, _replica.Store);

    private ExchangeStep OnPull(params KeyState[] states) =>
        _exchange.OnPull(new ExchangePull(Number, states), _replica.Forest, _replica.Store);
}
