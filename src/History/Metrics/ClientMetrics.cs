namespace DynamoLab.History.Metrics;

/// <summary>Whether the run measured the cluster or its own driver; the rule is in docs/metrics.md.</summary>
public sealed record ClientMetrics
{
    /// <summary>Null in a closed loop, which offers what it achieves.</summary>
    public required double? OfferedOpsPerS { get; init; }

    /// <summary>Operations that were started.</summary>
    public required double? StartedOpsPerS { get; init; }

    /// <summary>Operations that succeeded.</summary>
    public required double? AchievedOpsPerS { get; init; }

    /// <summary>Processors that the driver kept busy on average.</summary>
    public required double CpuCores { get; init; }

    /// <summary>The same as a share of all processors.</summary>
    public required double CpuShare { get; init; }

    /// <summary>The share of all processors that was busy with anything; null where the system does not tell.</summary>
    public required double? MachineCpuShare { get; init; }

    /// <summary>How long work that was ready waited in the driver before a thread took it.</summary>
    public required LatencySummary HandlingWait { get; init; }

    /// <summary>Its median by the median service time of the undisturbed part of the run.</summary>
    public required double? HandlingWaitShare { get; init; }

    /// <summary>Actual minus intended start in the undisturbed part; null in a closed loop.</summary>
    public required LatencySummary? StartLateness { get; init; }

    /// <summary>Arrivals that were due and found no free client.</summary>
    public required long ArrivalsUnstarted { get; init; }

    public required bool ClientBottleneck { get; init; }

    /// <summary>Why, in words; empty when it was none.</summary>
    public required IReadOnlyList<string> BottleneckReasons { get; init; }
}
