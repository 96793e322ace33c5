using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Tests.Experiments;

public sealed class NodeStatusesTests
{
    [Fact]
    public void Counters_OfNodesThatServedOthersBefore_AreOfThisRunAlone()
    {
        var metrics = NodeStatuses.ToMetrics(Status(1, 50, 900), [Status(1, 20, 300)]);

        Assert.Equal((30, 600, 7), (metrics.Keys, metrics.Counters["replica_reads"], metrics.Counters["connections"]));
    }

    [Fact]
    public void Counters_OfARestartedNode_AreThoseOfItsNewLife()
    {
        var metrics = NodeStatuses.ToMetrics(Status(2, 50, 900), [Status(1, 20, 300)]);

        Assert.Equal((30, 900), (metrics.Keys, metrics.Counters["replica_reads"]));
    }

    [Fact]
    public void Counters_OfAFreshCluster_AreAsTold() =>
        Assert.Equal(900, NodeStatuses.ToMetrics(Status(1, 50, 900), []).Counters["replica_reads"]);

    private static StatusResponse Status(int processId, long keys, long reads) => new(
        new NodeId("node1"), processId, 1, 1, "", keys, 0, false, [],
        [new Counter("replica_reads", reads), new Counter("connections", 7)]);
}
