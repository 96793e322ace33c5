using DynamoLab.Core.Ring;
using DynamoLab.Repair;
using DynamoLab.Simulation.Studies.Convergence;

namespace DynamoLab.Simulation.Tests.Studies;

public sealed class ConvergenceTests
{
    [Fact]
    public void OneKey_PushPull_IsFasterThanPushAndNeverBelowOneRound()
    {
        var replicas = ClusterSpread.Names(200);

        var pushPull = Enumerable.Range(0, 20).Sum(i => OneKeySpread.Rounds(replicas, (ulong)i, SpreadKind.PushPull));
        var push = Enumerable.Range(0, 20).Sum(i => OneKeySpread.Rounds(replicas, (ulong)i, SpreadKind.Push));

        Assert.InRange(pushPull, 20, push - 1);
        Assert.Equal(1, OneKeySpread.Rounds(replicas[..2], 7, SpreadKind.PushPull));
    }

    [Theory]
    [InlineData(Divergence.OneAhead)]
    [InlineData(Divergence.AllDiffer)]
    public void Cluster_ThreeReplicas_AgreeWithinTwoRounds(Divergence divergence)
    {
        var spread = ClusterSpread.Of(12, 3);

        var found = Enumerable.Range(0, 10).Select(i => spread.Run(new ClusterCase(60, 0.5, divergence), (ulong)i));

        Assert.All(found, f => Assert.InRange(f.Rounds, 1, 2));
        Assert.Equal(spread.Run(new ClusterCase(60, 0.5, divergence), 3),
            spread.Run(new ClusterCase(60, 0.5, divergence), 3));
    }

    [Fact]
    public void PeerOf_EveryPartition_IsThePeerThatTheNodesPlanDraws()
    {
        var ring = HashRing.Of(ClusterSpread.Names(7), new RingOptions());
        var live = ring.Members.ToArray();

        foreach (var pair in RoundPlan.Draw(ring, live, 5, 2, live[3]))
        {
            Assert.All(pair.Partitions, p => Assert.Equal(
                pair.Peer, RoundPlan.PeerOf([.. ring.PrimariesOf(p).Order()], 5, 2, live[3], p)));
        }
    }

    /// <summary>The flags stand for the messages: a cluster of n with N = n and one key takes as many rounds.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    public void OneKey_AndTheRealExchangeOnIt_AreAlikeInTheMean(int n)
    {
        var (replicas, spread) = (ClusterSpread.Names(n), ClusterSpread.Of(n, n));
        var start = new ClusterCase(1, 1, Divergence.OneAhead);

        var flags = Enumerable.Range(0, 100).Average(
            i => OneKeySpread.Rounds(replicas, (ulong)i, SpreadKind.PushPull));
        var real = Enumerable.Range(0, 100).Average(i => spread.Run(start, (ulong)i).Rounds);

        Assert.InRange(real, flags - 0.4, flags + 0.4);
    }
}
