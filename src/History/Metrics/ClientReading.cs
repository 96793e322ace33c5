namespace DynamoLab.History.Metrics;

/// <summary>What the driver measured of itself while its workload ran.</summary>
public sealed record ClientReading
{
    /// <summary>The rate of an open loop; null in a closed one.</summary>
    public double? OfferedOpsPerS { get; init; }

    /// <summary>Seconds of the measurement, above 0.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>Processor time of the driver's process.</summary>
    public required double CpuS { get; init; }

    /// <summary>Processor time of the whole machine; null where the system does not tell.</summary>
    public double? MachineCpuS { get; init; }

    public required int CpuCount { get; init; }

    /// <summary>How long work that was ready waited in the driver for a thread, probed all along.</summary>
    public required LatencyHistogram HandlingWait { get; init; }

    /// <summary>Arrivals of an open loop that were due before the end and found no free client.</summary>
    public long ArrivalsUnstarted { get; init; }
}
