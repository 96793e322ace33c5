namespace DynamoLab.History.Metrics;

/// <summary>Siblings and clocks as successful reads received them.</summary>
public sealed record VersionMetrics
{
    public required MeanAndMax Siblings { get; init; }

    /// <summary>Entries and single dots of the causal context.</summary>
    public required MeanAndMax ClockEntries { get; init; }

    /// <summary>Encoded size of the causal context.</summary>
    public required MeanAndMax ClockBytes { get; init; }
}
