namespace DynamoLab.History.Metrics;

/// <summary>What healed replicas that were behind, counted by the replicas themselves.</summary>
public sealed record HealingMetrics
{
    /// <summary>In order of time; those that did not occur are absent.</summary>
    public required IReadOnlyList<HealingPhase> Phases { get; init; }

    /// <summary>From the start of the workload to the last look at the nodes.</summary>
    public required HealingPhase Total { get; init; }
}
