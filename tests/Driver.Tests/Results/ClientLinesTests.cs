using DynamoLab.Driver.Results;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Results;

public sealed class ClientLinesTests
{
    private static readonly ClientMetrics Idle = new()
    {
        OfferedOpsPerS = 100,
        StartedOpsPerS = 100,
        AchievedOpsPerS = 99,
        CpuCores = 0.5,
        CpuShare = 0.25,
        MachineCpuShare = 0.8,
        HandlingWait = new LatencySummary { Count = 9, P50Us = 120, P99Us = 900 },
        HandlingWaitShare = 0.1,
        StartLateness = new LatencySummary { Count = 9, P95Us = 1_500 },
        ArrivalsUnstarted = 0,
        ClientBottleneck = false,
        BottleneckReasons = [],
    };

    [Fact]
    public void Of_ADriverWithTimeToSpare_IsOneLine() => Assert.Equal(
        ["driver: 0.50 processors (25% of the machine, which was 80% busy); replies waited p50 0.12 ms for it, "
            + "p99 0.90 ms; starts late by p95 1.50 ms"],
        ClientLines.Of(Idle));

    [Fact]
    public void Of_ABottleneck_SaysSoLoudly() => Assert.Equal(
        ["CLIENT BOTTLENECK: too much", "CLIENT BOTTLENECK: too late"],
        ClientLines.Of(Idle with { ClientBottleneck = true, BottleneckReasons = ["too much", "too late"] }).Skip(1));

    [Fact]
    public void Of_NothingMeasured_IsNothing() => Assert.Empty(ClientLines.Of(null));
}
