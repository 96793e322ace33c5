using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>What is known only when the workload has ended.</summary>
public sealed record RunEnd
{
    /// <summary>When clients stopped starting operations.</summary>
    public required Instant End { get; init; }

    /// <summary>What the nodes said; a node that could not be asked is absent.</summary>
    public IReadOnlyList<NodeStatus> Nodes { get; init; } = [];

    /// <summary>What the driver measured of itself; null when nobody did.</summary>
    public ClientReading? Client { get; init; }

    /// <summary>Rounds by key, null for a key that did not converge; null when no repair was run.</summary>
    public IReadOnlyDictionary<Key, int?>? Rounds { get; init; }
}
