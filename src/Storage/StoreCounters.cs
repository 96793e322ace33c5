namespace DynamoLab.Storage;

/// <summary>What a store has and did since it was opened, for status and metrics.</summary>
public readonly record struct StoreCounters
{
    /// <summary>Segment files.</summary>
    public int Segments { get; init; }

    /// <summary>Bytes of the log that are still needed.</summary>
    public long LiveBytes { get; init; }

    /// <summary>Bytes of the log that compaction could free.</summary>
    public long DeadBytes { get; init; }

    /// <summary>Bytes applied that are not written yet.</summary>
    public long PendingBytes { get; init; }

    /// <summary>Damaged places found, at the start or later.</summary>
    public long RecordsQuarantined { get; init; }

    /// <summary>Bytes of a torn tail that the start cut off.</summary>
    public long BytesCut { get; init; }

    /// <summary>Bytes written to the log, compaction's copies included.</summary>
    public long BytesWritten { get; init; }

    public long Writes { get; init; }

    public long WriteFailures { get; init; }

    public long Syncs { get; init; }

    public long SyncFailures { get; init; }

    /// <summary>Segments that compaction freed.</summary>
    public long SegmentsCompacted { get; init; }

    /// <summary>Bytes that compaction copied.</summary>
    public long BytesCompacted { get; init; }
}
