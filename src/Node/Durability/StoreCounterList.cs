using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Durability;

/// <summary>What the store has and did, under the names of <c>/status</c> and <c>/metrics</c>.</summary>
internal static class StoreCounterList
{
    /// <summary>Nothing in memory.</summary>
    public static IEnumerable<Counter> Of(NodeStore store)
    {
        if (store.Log is not { } log)
        {
            return [];
        }

        var counters = log.Counters;
        return
        [
            new("store_writable", log.IsWritable ? 1 : 0),
            new("store_segments", counters.Segments),
            new("store_live_bytes", counters.LiveBytes),
            new("store_dead_bytes", counters.DeadBytes),
            new("store_pending_bytes", counters.PendingBytes),
            new("store_records_quarantined", counters.RecordsQuarantined),
            new("store_bytes_cut", counters.BytesCut),
            new("store_bytes_written", counters.BytesWritten),
            new("store_writes", counters.Writes),
            new("store_write_failures", counters.WriteFailures),
            new("store_syncs", counters.Syncs),
            new("store_sync_failures", counters.SyncFailures),
            new("store_segments_compacted", counters.SegmentsCompacted),
            new("store_bytes_compacted", counters.BytesCompacted),
        ];
    }
}
