namespace DynamoLab.History.Metrics;

/// <summary>What the workload put on nodes and keys, beside what ring, routing and key distribution predict.</summary>
public sealed record LoadMetrics
{
    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<NodeShare> Nodes { get; init; }

    /// <summary>The key that is drawn most often; under <c>uniform</c> any, so the first.</summary>
    public required KeyShare HottestKey { get; init; }

    /// <summary>The keys that most operations were about, at most ten, the busiest first.</summary>
    public required IReadOnlyList<KeyShare> BusiestKeys { get; init; }
}
