namespace DynamoLab.Simulation.Nodes;

/// <summary>How the nodes' disks are, and their logs. What must be durable is an option of the nodes.</summary>
public sealed record DiskSettings
{
    /// <summary>The typical time of a sync.</summary>
    public int SyncUs { get; init; } = 2000;

    /// <summary>A segment of the log is closed at this size: small ones, so that logs have many.</summary>
    public int SegmentBytes { get; init; } = 4096;

    /// <summary>Batches between two steps of compaction; 0: none.</summary>
    public int CompactEvery { get; init; } = 16;
}
