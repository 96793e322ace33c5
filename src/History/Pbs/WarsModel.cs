namespace DynamoLab.History.Pbs;

/// <summary>
/// The four one-way delays of Dynamo-style replication (PBS §4.1, figure 1). Replicas are alike and their delays
/// independent.
/// </summary>
/// <param name="Name">As the paper or the run calls it.</param>
/// <param name="Write">W: the coordinator's write to a replica.</param>
/// <param name="Acknowledge">A: the replica's acknowledgement.</param>
/// <param name="Read">R: the coordinator's read to a replica.</param>
/// <param name="Respond">S: the replica's response.</param>
public sealed record WarsModel(string Name, IDelay Write, IDelay Acknowledge, IDelay Read, IDelay Respond)
{
    /// <summary>
    /// WAN (PBS §5.5): every message to or from a remote data centre takes so many milliseconds more. Each replica is
    /// in a data centre of its own; a write's coordinator is in one of them, a read's in one drawn independently.
    /// 0: one data centre.
    /// </summary>
    public double RemoteMs { get; init; }

    /// <summary>
    /// The share of writes, and of reads, whose coordinator is a replica itself and so reaches one copy without a
    /// message. 0 in the paper, where coordinators stand apart.
    /// </summary>
    public double WritesHeld { get; init; }

    /// <inheritdoc cref="WritesHeld"/>
    public double ReadsHeld { get; init; }
}
