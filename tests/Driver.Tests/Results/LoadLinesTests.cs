using DynamoLab.Driver.Results;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Results;

public sealed class LoadLinesTests
{
    [Fact]
    public void Of_ALoad_NamesTheBusiestNodeAndTheHottestKey() => Assert.Equal(
        ["load: of replicas' work n2 had most, 60.00% (50.00% expected), and of coordination 40.00% (41.00%); "
            + "hottest key key-1: 12.50% of operations (12.00%)"],
        LoadLines.Of(new LoadMetrics
        {
            Nodes = [Node("n1", 0.4), Node("n2", 0.6)],
            HottestKey = new KeyShare("key-1", 5, 0.125, 0.12),
            BusiestKeys = [],
        }));

    [Fact]
    public void Of_NobodyCounting_IsNothing() => Assert.Empty(LoadLines.Of(null));

    private static NodeShare Node(string name, double share) => new()
    {
        Node = name,
        CoordinatedReads = 1,
        CoordinatedWrites = 1,
        ReplicaReads = 1,
        ReplicaWrites = 1,
        CoordinatedShare = 0.4,
        ExpectedCoordinatedShare = 0.41,
        ReplicaShare = share,
        ExpectedReplicaShare = 0.5,
    };
}
