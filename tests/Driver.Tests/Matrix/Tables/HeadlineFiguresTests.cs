using DynamoLab.Core;
using DynamoLab.Driver.Matrix.Tables;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Matrix.Tables;

public sealed class HeadlineFiguresTests
{
    /// <summary>They stand in one chart, so they have to be of the same work.</summary>
    [Fact]
    public void HottestReplica_MeasuredAndExpected_AreSharesOfTheSameWork()
    {
        var metrics = new MetricsCollector(new Instant(0), warmupSeconds: 1)
            .Finish(new RunEnd { End = new Instant(5_000_000) }) with
        {
            Load = new LoadMetrics
            {
                Nodes = [Node("n1", 0.6, 0.5), Node("n2", 0.3, 0.25), Node("n3", 0.1, 0.25)],
                HottestKey = new KeyShare("k", 1, 0.1, 0.1),
                BusiestKeys = [],
            },
        };

        Assert.Equal(1.8, ValueOf("hottest_replica_over_mean", metrics)!.Value, 9);
        Assert.Equal(1.5, ValueOf("hottest_node_expected_over_mean", metrics)!.Value, 9);
    }

    private static double? ValueOf(string column, RunMetrics metrics) =>
        HeadlineFigures.All.Single(figure => figure.Column == column).Value(metrics);

    private static NodeShare Node(string name, double share, double expected) => new()
    {
        Node = name,
        CoordinatedReads = 0,
        CoordinatedWrites = 0,
        ReplicaReads = 0,
        ReplicaWrites = 0,
        CoordinatedShare = null,
        ExpectedCoordinatedShare = 0,
        ReplicaShare = share,
        ExpectedReplicaShare = expected,
    };
}
