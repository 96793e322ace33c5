namespace DynamoLab.History.Metrics;

/// <summary>
/// One node's part in the workload's load, counted by itself. What is expected holds for a cluster without faults.
/// </summary>
public sealed record NodeShare
{
    public required string Node { get; init; }

    public required long CoordinatedReads { get; init; }

    public required long CoordinatedWrites { get; init; }

    /// <summary>States read for coordinators, itself among them.</summary>
    public required long ReplicaReads { get; init; }

    /// <summary>States applied for coordinators, itself among them, repairs and hints included.</summary>
    public required long ReplicaWrites { get; init; }

    /// <summary>Of all coordinated operations; null without any.</summary>
    public required double? CoordinatedShare { get; init; }

    public required double ExpectedCoordinatedShare { get; init; }

    /// <summary>Of all replicas' operations; null without any.</summary>
    public required double? ReplicaShare { get; init; }

    public required double ExpectedReplicaShare { get; init; }
}
