namespace DynamoLab.History.Metrics;

/// <summary>Everything that started in one second of the run, counted from the run's start.</summary>
public sealed record SecondMetrics
{
    public required int Second { get; init; }

    public required long Attempted { get; init; }

    public required long Successful { get; init; }

    public required VersionMetrics Versions { get; init; }

    /// <summary>By type, service times of successful operations; a type that did not occur is absent.</summary>
    public required IReadOnlyDictionary<string, LatencySummary> ServiceTime { get; init; }
}
