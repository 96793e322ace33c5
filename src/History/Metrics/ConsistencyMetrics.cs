namespace DynamoLab.History.Metrics;

/// <summary>
/// What clients saw of replication, promised or not: the whole history, loading included (docs/checkers.md).
/// </summary>
public sealed record ConsistencyMetrics
{
    /// <summary>Reads that began after a write was acknowledged and do not reflect it.</summary>
    public required GuaranteeMetrics StaleReads { get; init; }

    public required GuaranteeMetrics ReadYourWrites { get; init; }

    public required GuaranteeMetrics MonotonicReads { get; init; }

    public required GuaranteeMetrics MonotonicWrites { get; init; }

    public required GuaranteeMetrics WritesFollowReads { get; init; }

    /// <summary>Values returned by reads that began after a delete covering them was acknowledged.</summary>
    public required GuaranteeMetrics DeletedReads { get; init; }

    /// <summary>
    /// For stale reads: from the acknowledgement of the oldest write they miss to their start, in microseconds.
    /// </summary>
    public required LatencySummary StaleBy { get; init; }
}
