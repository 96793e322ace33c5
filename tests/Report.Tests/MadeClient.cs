using DynamoLab.History.Metrics;

namespace DynamoLab.Report.Tests;

/// <summary>What a driver may have measured of itself.</summary>
internal static class MadeClient
{
    public static ClientMetrics Bottleneck(string reason) => new()
    {
        OfferedOpsPerS = null,
        StartedOpsPerS = 40,
        AchievedOpsPerS = 38,
        CpuCores = 1.8,
        CpuShare = 0.9,
        MachineCpuShare = 1,
        HandlingWait = new LatencySummary { Count = 0 },
        HandlingWaitShare = 0.7,
        StartLateness = null,
        ArrivalsUnstarted = 0,
        ClientBottleneck = true,
        BottleneckReasons = [reason],
    };
}
