namespace DynamoLab.Storage.Log;

/// <summary>The counts behind <see cref="StoreCounters"/>.</summary>
internal sealed class Tally
{
    public long RecordsQuarantined { get; set; }

    public long BytesWritten { get; set; }

    public long Writes { get; set; }

    public long WriteFailures { get; set; }

    public long Syncs { get; set; }

    public long SyncFailures { get; set; }

    public long SegmentsCompacted { get; set; }

    public long BytesCompacted { get; set; }
}
