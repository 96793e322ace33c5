using DynamoLab.Core;
using DynamoLab.Driver.Results;
using DynamoLab.History;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Results;

public sealed class SmallTablesTests
{
    private static readonly VersionMetrics NoVersions =
        new() { Siblings = new(null, null), ClockEntries = new(null, null), ClockBytes = new(null, null) };

    [Fact]
    public void Throughput_Seconds_CountsSuccessfulOperations() => Assert.Equal(
        "second,ops\n0,10\n1,0\n", SecondTables.Throughput([Second(0, 12, 10), Second(1, 3, 0)]));

    [Fact]
    public void Latency_Seconds_HaveARowPerTypeThatOccurred()
    {
        var second = Second(4, 3, 3) with
        {
            ServiceTime = new Dictionary<string, LatencySummary>
            {
                ["WRITE"] = new() { Count = 1, MeanUs = 7, P50Us = 7, P95Us = 7, P99Us = 7, MaxUs = 7 },
                ["READ"] = new() { Count = 2, MeanUs = 2.5, P50Us = 2, P95Us = 3, P99Us = 3, MaxUs = 3 },
            },
        };

        Assert.Equal(
            "second,op,ops,mean_us,p50_us,p95_us,p99_us,max_us\n4,READ,2,2.5,2,3,3,3\n4,WRITE,1,7.0,7,7,7,7\n",
            SecondTables.Latency([second]));
    }

    [Fact]
    public void FaultTable_Events_AreRowsWithBothTimes()
    {
        var node = new NodeId("node3");
        FaultEvent[] faults =
        [
            new("slow", node, new Instant(1_000_000), new Instant(1_000_002), FaultPhase.Inject),
            new("slow", node, new Instant(5_000_000), new Instant(5_500_000), FaultPhase.Heal),
        ];

        Assert.Equal(
            "fault,node,phase,commanded,actual\n"
            + "slow,node3,inject,1970-01-01T00:00:01.000000Z,1970-01-01T00:00:01.000002Z\n"
            + "slow,node3,heal,1970-01-01T00:00:05.000000Z,1970-01-01T00:00:05.500000Z\n",
            FaultTable.Of(faults));
    }

    [Fact]
    public void RepairResults_Rounds_AreNumbersOrNull() => Assert.Equal(
        "{\n  \"a\": 0,\n  \"b\": null,\n  \"c\": 3\n}\n",
        RepairResults.Of(new Dictionary<Key, int?> { [new("c")] = 3, [new("a")] = 0, [new("b")] = null }));

    private static SecondMetrics Second(int second, long attempted, long successful) => new()
    {
        Second = second,
        Attempted = attempted,
        Successful = successful,
        Versions = NoVersions,
        ServiceTime = new Dictionary<string, LatencySummary>(),
    };
}
