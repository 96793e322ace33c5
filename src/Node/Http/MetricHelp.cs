namespace DynamoLab.Node.Http;

/// <summary>The metrics that are gauges, and what each metric means.</summary>
internal static class MetricHelp
{
    private static readonly Dictionary<string, string> Gauges = new()
    {
        ["keys"] = "Keys held, tombstones included.",
        ["hints"] = "Hints held for other nodes.",
        ["members"] = "Members known, this node included.",
        ["members_alive"] = "Members this node sees alive, itself included.",
        ["repair_paused"] = "1 while background repair is paused.",
        ["operations_in_flight"] = "Client operations under way.",
        ["connections"] = "Connections open to this node.",
        ["peer_links"] = "Links this node keeps to others.",
        ["unread_bytes"] = "Bytes of replies that clients have not taken.",
        ["gate_waiting"] = "Messages that wait at the network fault gate.",
        ["gate_waiting_bytes"] = "Bytes of messages that wait at the network fault gate.",
        ["gc_heap_bytes"] = "Bytes of the managed heap.",
        ["store_writable"] = "1 while the disk takes writes.",
        ["store_segments"] = "Segment files of the log.",
        ["store_live_bytes"] = "Bytes of the log that are still needed.",
        ["store_dead_bytes"] = "Bytes of the log that compaction could free.",
        ["store_pending_bytes"] = "Bytes applied and not written yet.",
        ["store_bytes_cut"] = "Bytes of a torn tail that the start cut off.",
        ["rss_bytes"] = "Resident memory of the process.",
    };

    private static readonly Dictionary<string, string> Counters = new()
    {
        ["reads_coordinated"] = "Reads this node coordinated.",
        ["writes_coordinated"] = "Writes this node coordinated as a primary or a fallback.",
        ["writes_coordinated_as_fallback"] = "Writes coordinated as a fallback, because no primary was to be had.",
        ["forwards_sent"] = "Writes passed on to other nodes.",
        ["replica_reads"] = "States served to coordinators.",
        ["replica_writes"] = "States merged for coordinators, repairs and hints included.",
        ["stand_ins"] = "Times a fallback was asked in place of a primary.",
        ["early_failures"] = "Operations whose quorum was given up before their time was over.",
        ["quorums_unmet"] = "Operations that ended without their quorum.",
        ["overloads"] = "Requests refused because too much was in flight.",
        ["ring_mismatches"] = "Messages refused because the sender stood on another ring version.",
        ["hints_stored"] = "Hints this node took.",
        ["hints_delivered"] = "Hints whose owners acknowledged them.",
        ["read_repairs"] = "States sent to replicas that a read found behind.",
        ["exchanges_started"] = "Exchanges this node opened.",
        ["exchanges_completed"] = "Exchanges it opened that ended well.",
        ["exchanges_timed_out"] = "Exchanges it opened that failed or made no progress in time.",
        ["states_exchanged"] = "States sent or merged in exchanges.",
        ["suspicions"] = "Times it began to suspect a peer.",
        ["epochs_opened"] = "Epochs opened after the first.",
        ["tombstones_reaped"] = "Deleted keys it forgot.",
        ["keys_handed_off"] = "Keys handed to their owners and then forgotten.",
        ["store_failures"] = "Times the store failed to make records durable.",
        ["store_refusals"] = "Writes of clients and peers refused because the store took none.",
        ["own_reads"] = "States read from the own store for reads this node coordinated.",
        ["keys_healed_by_hint"] = "Times a hint changed what the node holds of a key.",
        ["versions_healed_by_hint"] = "Versions gained from hints.",
        ["keys_healed_by_read_repair"] = "Times a read repair changed what the node holds of a key.",
        ["versions_healed_by_read_repair"] = "Versions gained from read repairs.",
        ["keys_healed_by_background_exchange"] = "Times a background exchange changed what the node holds of a key.",
        ["versions_healed_by_background_exchange"] = "Versions gained from background exchanges.",
        ["keys_healed_by_round"] = "Times an exchange of a repair round changed what the node holds of a key.",
        ["versions_healed_by_round"] = "Versions gained from exchanges of repair rounds.",
        ["keys_crowded"] = "Times a key's siblings became more than a node takes without a warning.",
        ["records_damaged"] = "Keys that a read found damaged on the disk.",
        ["store_records_quarantined"] = "Damaged places found in the log, at the start or later.",
        ["store_bytes_written"] = "Bytes written to the log, compaction's copies included.",
        ["store_writes"] = "Writes to the log: one per batch.",
        ["store_write_failures"] = "Writes that the disk refused.",
        ["store_syncs"] = "Syncs of the log: one for all that wait.",
        ["store_sync_failures"] = "Syncs that failed.",
        ["store_segments_compacted"] = "Segments that compaction freed.",
        ["store_bytes_compacted"] = "Bytes that compaction copied.",
        ["bytes_in"] = "Bytes of frames received.",
        ["bytes_out"] = "Bytes of frames sent.",
        ["frames_in"] = "Frames received.",
        ["frames_out"] = "Frames sent.",
        ["frames_dropped"] = "Frames dropped: connection broken, superseded or too slow.",
        ["http_requests"] = "HTTP requests received.",
        ["connections_refused"] = "Connections refused or closed for what they did or did not.",
        ["requests_shed"] = "Requests refused unread because the node was behind.",
        ["link_failures"] = "Connections to other nodes that broke or were refused.",
        ["gate_dropped"] = "Messages dropped because too much waited at the network fault gate.",
        ["cpu_ms"] = "Processor time of the process in milliseconds.",
    };

    /// <summary>Everything else only ever rises.</summary>
    public static bool IsGauge(string name) => Gauges.ContainsKey(name);

    public static string Of(string name) =>
        Gauges.GetValueOrDefault(name) ?? Counters.GetValueOrDefault(name)
            ?? $"{name.Replace('_', ' ')} since the start.";
}
