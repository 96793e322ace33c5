using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Experiments;

public sealed class ExpectedLoadTests
{
    private static readonly NodeId[] Nodes = [new("n1"), new("n2"), new("n3"), new("n4"), new("n5")];
    private static readonly KeySpace OneKey = KeySpace.Of(1);

    [Fact]
    public void Of_EveryKeyOnEveryNode_IsTheSameForAll()
    {
        var keys = KeySpace.Of(100);
        var shares = KeyChooser.Zipf(1.2, 100).Shares();

        var load = ExpectedLoad.Of(RingOf(5), keys.Keys, shares, Traffic(Routing.Random));

        Assert.All(Nodes, node => Assert.Equal(
            (0.2, 0.2), (Math.Round(load.CoordinatedShareOf(node), 9), Math.Round(load.ReplicaShareOf(node), 9))));
    }

    [Theory]
    [InlineData(Routing.Random, 0.6, 0.1)] // every fifth read, and all writes
    [InlineData(Routing.TokenAware, 1, 0)]
    public void Of_OneKeyOnOneNode_IsItsPrimarysAndWhoeverIsAsked(Routing routing, double primarys, double others)
    {
        var ring = RingOf(1);
        var primary = ring.PreferenceListOf(OneKey[0].Token).Primaries[0];

        var load = ExpectedLoad.Of(ring, OneKey.Keys, [1], Traffic(routing));

        Assert.All(Nodes, node => Assert.Equal(node == primary ? 1 : 0, load.ReplicaShareOf(node)));
        Assert.All(Nodes, node =>
            Assert.Equal(node == primary ? primarys : others, load.CoordinatedShareOf(node), 9));
    }

    [Fact]
    public void Of_StickyClients_IsByHowManyEachNodeHas()
    {
        var load = ExpectedLoad.Of(
            RingOf(5), OneKey.Keys, [1], Traffic(Routing.Sticky) with { Clients = 6, ReadShare = 1 });

        Assert.Equal(
            [2 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0],
            Nodes.Select(load.CoordinatedShareOf),
            (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Of_ReadsThatAskAQuorum_GoToTheAskedReplicaAndTheFirstOnes()
    {
        var ring = RingOf(3);
        var primaries = ring.PreferenceListOf(OneKey[0].Token).Primaries.ToArray();
        var traffic = Traffic(Routing.TokenAware) with
        {
            ReadShare = 1,
            ReadFanout = ReadFanout.Quorum,
            ReadQuorum = 1,
        };

        var own = ExpectedLoad.Of(ring, OneKey.Keys, [1], traffic);
        var two = ExpectedLoad.Of(ring, OneKey.Keys, [1], traffic with { ReadQuorum = 2 });

        Assert.All(primaries, primary => Assert.Equal(1 / 3.0, own.ReplicaShareOf(primary), 9));

        // The first is asked by all three, the second by itself and the first, the third by itself only.
        Assert.Equal(
            [3 / 6.0, 2 / 6.0, 1 / 6.0], primaries.Select(two.ReplicaShareOf), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    private static HashRing RingOf(int replicas) =>
        HashRing.Of(Nodes, new RingOptions(Placement.FixedPartitions, replicas));

    private static ExpectedTraffic Traffic(Routing routing) => new()
    {
        Routing = routing,
        Clients = 10,
        Nodes = Nodes,
        ReadFanout = ReadFanout.All,
        ReadQuorum = 2,
        ReadShare = 0.5,
    };
}
