using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>Where the delays of one write and one read come from: a fit for all replicas, or measured links.</summary>
public interface IReplicationDelays
{
    /// <summary>Draws a write and a read anew, into every element of the arrays. Thread-safe.</summary>
    void Draw(DeterministicRandom random, WarsDraw draw);
}
