namespace DynamoLab.History.Metrics;

/// <summary>What the fault cost. Null where the run gives no answer.</summary>
public sealed record FaultImpact
{
    /// <summary>Successful operations per second in the second half of the warm-up, its first second aside.</summary>
    public double? NormalOpsPerS { get; init; }

    /// <summary>Successful operations per second in the failure window.</summary>
    public double? SlowOpsPerS { get; init; }

    /// <summary>(normal − slow) / normal: 0 = no loss, 1 = standstill, negative = faster.</summary>
    public double? Degradation { get; init; }

    /// <summary>Seconds from the last actual heal until throughput was back, and stayed.</summary>
    public double? RecoveryS { get; init; }
}
