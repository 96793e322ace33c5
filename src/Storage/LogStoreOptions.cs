using DynamoLab.Core.Storage;

namespace DynamoLab.Storage;

/// <summary>How a log is kept.</summary>
public sealed record LogStoreOptions
{
    /// <summary>When a record counts as durable: <c>Buffered</c> (the default) or <c>Sync</c>.</summary>
    public Durability Durability { get; init; } = Durability.Buffered;

    /// <summary>
    /// A segment that has so many bytes is closed, 1 to 2^30; default 64 MiB. It is exceeded by one batch at most.
    /// </summary>
    public int SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// The part of a closed segment that must be dead before it is compacted, above 0 up to 1; default 0.5. The log
    /// takes up to 1 / (1 - ratio) times the space of what lives in it.
    /// </summary>
    public double CompactionDeadRatio { get; init; } = 0.5;
}
