using DynamoLab.Core;

namespace DynamoLab.History;

/// <summary>What the replicas hold after faults ended and repair rounds ran.</summary>
public sealed record FinalState
{
    /// <summary>For every tested key, its state on each of its primaries.</summary>
    public required IReadOnlyDictionary<Key, IReadOnlyList<ReplicaState>> States { get; init; }

    /// <summary>
    /// Nodes that are dead on purpose (<c>--no_restart</c>). They need not be read, and their copies count as lost.
    /// </summary>
    public IReadOnlySet<NodeId> DeadNodes { get; init; } = new HashSet<NodeId>();

    /// <summary>Repair rounds that ran at most.</summary>
    public int RepairRoundsMax { get; init; }

    /// <summary>True when every primary that should be alive could be read, for every key.</summary>
    public bool IsReadable => States.Count > 0 && States.Values.All(IsKeyReadable);

    private bool IsKeyReadable(IReadOnlyList<ReplicaState> replicas) =>
        replicas.Any(replica => replica.State is not null)
        && replicas.All(replica => replica.State is not null || DeadNodes.Contains(replica.Node));
}
