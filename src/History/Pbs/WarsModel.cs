using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>
/// The four one-way delays of Dynamo-style replication (PBS §4.1, figure 1). Replicas are alike and their delays
/// independent; coordinators stand apart from them.
/// </summary>
/// <param name="Name">As the paper calls it.</param>
/// <param name="Write">W: the coordinator's write to a replica.</param>
/// <param name="Acknowledge">A: the replica's acknowledgement.</param>
/// <param name="Read">R: the coordinator's read to a replica.</param>
/// <param name="Respond">S: the replica's response.</param>
public sealed record WarsModel(string Name, IDelay Write, IDelay Acknowledge, IDelay Read, IDelay Respond)
    : IReplicationDelays
{
    /// <summary>
    /// WAN (PBS §5.5): every message to or from a remote data centre takes so many milliseconds more. Each replica is
    /// in a data centre of its own; a write's coordinator is in one of them, a read's in one drawn independently.
    /// 0: one data centre.
    /// </summary>
    public double RemoteMs { get; init; }

    public void Draw(DeterministicRandom random, WarsDraw draw)
    {
        var writer = RemoteMs > 0 ? random.Next(draw.Replicas) : -1;
        var reader = RemoteMs > 0 ? random.Next(draw.Replicas) : -1;
        for (var i = 0; i < draw.Replicas; i++)
        {
            var (toWriter, toReader) = (i == writer ? 0 : RemoteMs, i == reader ? 0 : RemoteMs);
            draw.Write[i] = Write.Sample(random) + toWriter;
            draw.Acknowledge[i] = Acknowledge.Sample(random) + toWriter;
            draw.Read[i] = Read.Sample(random) + toReader;
            draw.Respond[i] = Respond.Sample(random) + toReader;
        }
    }
}
