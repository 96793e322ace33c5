using DynamoLab.Core;
using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

public sealed class MeasuredClusterTests
{
    private static readonly double[] Times = [0, 4.9, 5, 9.9, 10, 100];

    [Fact]
    public void ReadAtOnceOfAnotherCopy_WaitsForTheWritesWay()
    {
        // All nodes are replicas: a write is there at once where it came in, and a read asks its own node first, which
        // is the same one in a third of cases.
        var cell = Played(Cluster(3));

        Assert.Equal((0.0, 0.0), (cell.ReadLatency.Value, cell.WriteLatency.Value));
        AssertShares(cell, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1);
    }

    [Fact]
    public void Clients_TakeHalfOfWhatTheyWaitedOffTheAge()
    {
        var waits = new ClientWaits(new EmpiricalDelay([(6000, 1)]), new EmpiricalDelay([(4000, 1)]));

        var cell = Played(Cluster(3).With([waits, waits, waits]));

        AssertShares(cell, 1.0 / 3, 1.0 / 3, 1, 1, 1, 1);
    }

    [Fact]
    public void MoreNodesThanReplicas_ReadsFromOutsideTakeTheirWay()
    {
        // Out of six nodes three are replicas. A read from one of the others takes 2 ms there, so that a copy that
        // the write takes 10 ms to misses it until 8 ms; the first of three to respond is any.
        var cell = Played(Cluster(6));

        Assert.InRange(cell.ReadLatency.Value, 2.9, 3.1);
        AssertShares(cell, 1.0 / 3, 1.0 / 3, 1.0 / 3, (0.5 / 3) + 0.5, 1, 1);
    }

    [Fact]
    public void TokenAware_EveryReadComesInAtAReplica() =>
        Assert.Equal(0, Played(new MeasuredCluster(Nodes(6), Links(6)) { IsTokenAware = true }).ReadLatency.Value);

    [Fact]
    public void SyncedWrites_WaitForTheirOwnCopy()
    {
        var cluster = new MeasuredCluster(Nodes(3), Links(3)) { IsOwnCopyWaitedFor = true };

        Assert.Equal(1, Played(cluster).WriteLatency.Value);
    }

    [Fact]
    public void LinkWithoutARecord_TakesWhatAllHave()
    {
        var links = Links(3).Where(l => l.From != new NodeId("n2")).ToList();

        AssertShares(Played(new MeasuredCluster(Nodes(3), links)), 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1);
    }

    private static MeasuredCluster Cluster(int nodes) => new(Nodes(nodes), Links(nodes));

    private static NodeId[] Nodes(int count) => [.. Enumerable.Range(1, count).Select(i => new NodeId($"n{i}"))];

    /// <summary>W takes 10 ms, A 1, R 2 and S 1, between any two.</summary>
    private static List<LinkDelay> Links(int nodes) =>
    [
        .. from leg in Enum.GetValues<DelayLeg>()
           from sender in Nodes(nodes)
           from receiver in Nodes(nodes)
           where sender != receiver
           select new LinkDelay(leg, sender, receiver, [(MicrosecondsOf(leg), 5)]),
    ];

    private static long MicrosecondsOf(DelayLeg leg) => leg switch
    {
        DelayLeg.Write => 10_000,
        DelayLeg.Read => 2000,
        _ => 1000,
    };

    private static WarsCell Played(MeasuredCluster cluster)
    {
        var carlo = new WarsMonteCarlo(cluster, 3, [new QuorumPair(1, 1)], Times, 100_000, 1);
        for (var chunk = 0; chunk < carlo.Chunks; chunk++)
        {
            carlo.Play(chunk);
        }

        return carlo.Cells()[0];
    }

    private static void AssertShares(WarsCell cell, params double[] expected) =>
        Assert.All(expected.Zip(cell.Shares), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.01));
}
