using DynamoLab.Core;
using DynamoLab.Core.Ring;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Repair.Tests;

public sealed class RoundPlanTests
{
    private static readonly HashRing Ring = Rings.Of(7);

    [Fact]
    public void Draw_AnyLiveNodes_PairsEverySharedPartitionOnceWithALivePrimary() =>
        Prop.ForAll<byte, ulong, int>((away, seed, round) =>
        {
            var live = Ring.Members.ToArray().Where((_, i) => (away & (1 << i)) == 0).ToArray();
            return live.All(self => IsSound(RoundPlan.Draw(Ring, live, seed, round, self), live, self));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Draw_SameArguments_IsTheSameInAnyOrderOfNodes() =>
        Prop.ForAll<ulong, int>((seed, round) =>
        {
            var live = Ring.Members.ToArray();
            var self = live[3];
            return Text(RoundPlan.Draw(Ring, live, seed, round, self))
                == Text(RoundPlan.Draw(Ring, [.. live.Reverse()], seed, round, self));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Draw_AnotherNodeGone_LeavesThePartitionsItDoesNotShare()
    {
        var live = Ring.Members.ToArray();
        var (self, gone) = (live[0], live[4]);

        var before = PeerOf(RoundPlan.Draw(Ring, live, 5, 1, self));
        var after = PeerOf(RoundPlan.Draw(Ring, [.. live.Where(n => n != gone)], 5, 1, self));

        var unshared = before.Keys.Where(p => !Ring.PreferenceListOf(p).IsPrimary(gone)).ToArray();
        Assert.NotEmpty(unshared);
        Assert.All(unshared, p => Assert.Equal(before[p], after[p]));
    }

    [Fact]
    public void Draw_SeedRoundOrNodeDiffers_DrawsAnew()
    {
        var live = Ring.Members.ToArray();
        var plans = new[] { (1UL, 1), (1UL, 2), (2UL, 1) }
            .Select(p => Text(RoundPlan.Draw(Ring, live, p.Item1, p.Item2, live[0])));

        Assert.Equal(3, plans.Distinct().Count());
    }

    [Fact]
    public void Draw_TwoNodesOfAPartition_DrawIndependently()
    {
        var live = Rings.Fine.Members.ToArray();
        var ofA = PeerOf(RoundPlan.Draw(Rings.Fine, live, 9, 1, Rings.A));
        var ofB = PeerOf(RoundPlan.Draw(Rings.Fine, live, 9, 1, Rings.B));

        // Each draws the other half of the time: both do in a quarter of the 1024 partitions, give or take.
        Assert.InRange(ofA.Count(p => p.Value == Rings.B), 450, 574);
        Assert.InRange(ofA.Count(p => p.Value == Rings.B && ofB[p.Key] == Rings.A), 200, 312);
    }

    [Fact]
    public void Draw_NodeNotLive_TakesNoPart() =>
        Assert.Empty(RoundPlan.Draw(Rings.Fine, [Rings.B, Rings.C], 1, 1, Rings.A));

    [Fact]
    public void Draw_NobodyElseLive_IsEmpty() => Assert.Empty(RoundPlan.Draw(Rings.Fine, [Rings.A], 1, 1, Rings.A));

    private static bool IsSound(IReadOnlyList<RoundPair> pairs, NodeId[] live, NodeId self)
    {
        var drawn = PeerOf(pairs);
        var shared = Ring.PartitionsOf(self)
            .Where(p => Ring.PreferenceListOf(p).Primaries.ToArray().Any(n => n != self && live.Contains(n)));
        return pairs.Select(p => p.Peer).SequenceEqual(pairs.Select(p => p.Peer).Distinct().Order())
            && pairs.All(p => p.Partitions.SequenceEqual(p.Partitions.Distinct().Order()))
            && drawn.Keys.Order().SequenceEqual(shared)
            && drawn.All(d => d.Value != self && live.Contains(d.Value))
            && drawn.All(d => Ring.PreferenceListOf(d.Key).IsPrimary(d.Value));
    }

    private static Dictionary<PartitionId, NodeId> PeerOf(IReadOnlyList<RoundPair> pairs) =>
        pairs.SelectMany(pair => pair.Partitions.Select(p => (p, pair.Peer))).ToDictionary(p => p.p, p => p.Peer);

    private static string Text(IReadOnlyList<RoundPair> pairs) =>
        string.Join('\n', pairs.Select(p => $"{p.Peer}: {string.Join(' ', p.Partitions)}"));
}
