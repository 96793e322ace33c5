namespace DynamoLab.History.Metrics;

/// <summary>
/// Percentiles of one histogram, in microseconds; null where nothing was counted. A percentile lies within
/// <see cref="LatencyHistogram.RelativeErrorMax"/> of the true one; mean and maximum are exact.
/// </summary>
public sealed record LatencySummary
{
    public required long Count { get; init; }

    public double? MeanUs { get; init; }

    public long? P50Us { get; init; }

    public long? P90Us { get; init; }

    public long? P95Us { get; init; }

    public long? P99Us { get; init; }

    public long? P999Us { get; init; }

    public long? MaxUs { get; init; }
}
