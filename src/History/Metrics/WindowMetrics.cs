namespace DynamoLab.History.Metrics;

/// <summary>Everything that started in one window of the run.</summary>
public sealed record WindowMetrics
{
    /// <summary><c>overall</c>, <c>warmup</c>, <c>failure</c>, <c>recovery</c> or <c>steady</c>.</summary>
    public required string Name { get; init; }

    public required long StartUs { get; init; }

    public required long EndUs { get; init; }

    public required double DurationS { get; init; }

    public required long Attempted { get; init; }

    public required long Successful { get; init; }

    public required double? AttemptedOpsPerS { get; init; }

    public required double? SuccessfulOpsPerS { get; init; }

    /// <summary>Share of operations that succeeded, retries on other nodes included; null without operations.</summary>
    public required double? AvailabilityWithFailover { get; init; }

    /// <summary>Share of operations whose first attempt succeeded; null without operations.</summary>
    public required double? AvailabilityWithoutFailover { get; init; }

    /// <summary>Of all types together, successful operations, from the start of the first attempt to the end.</summary>
    public LatencySummary? ServiceTime { get; init; }

    /// <summary>Null when nobody checked.</summary>
    public StaleReadCount? StaleReads { get; init; }

    /// <summary>By type: <c>READ</c>, <c>WRITE</c>, <c>DELETE</c>; a type that did not occur is absent.</summary>
    public required IReadOnlyDictionary<string, OperationMetrics> Operations { get; init; }
}
