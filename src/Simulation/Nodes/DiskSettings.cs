namespace DynamoLab.Simulation.Nodes;

/// <summary>What nodes keep, and how long it takes.</summary>
public sealed record DiskSettings
{
    public SimDurability Durability { get; init; }

    /// <summary>The typical time of a sync.</summary>
    public int SyncUs { get; init; } = 2000;
}
