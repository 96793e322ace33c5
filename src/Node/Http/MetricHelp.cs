namespace DynamoLab.Node.Http;

/// <summary>What the host's own metrics mean. The node's name themselves: <c>_total</c> only ever rises.</summary>
internal static class MetricHelp
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["keys"] = "Keys held, tombstones included.",
        ["hints"] = "Hints held for other nodes.",
        ["members"] = "Members known, this node included.",
        ["members_alive"] = "Members this node sees alive, itself included.",
        ["repair_paused"] = "1 while background repair is paused.",
        ["bytes_in_total"] = "Bytes of frames received.",
        ["bytes_out_total"] = "Bytes of frames sent.",
        ["frames_in_total"] = "Frames received.",
        ["frames_out_total"] = "Frames sent.",
        ["frames_dropped_total"] = "Frames dropped: connection broken, superseded or too slow.",
        ["http_requests_total"] = "HTTP requests received.",
        ["link_failures_total"] = "Connections to other nodes that broke or were refused.",
        ["connections"] = "Connections open to this node.",
        ["peer_links"] = "Links this node keeps to others.",
        ["gate_waiting"] = "Messages that wait at the network fault gate.",
        ["gate_waiting_bytes"] = "Bytes of messages that wait at the network fault gate.",
        ["gate_dropped_total"] = "Messages dropped because too much waited at the network fault gate.",
        ["gc_heap_bytes"] = "Bytes of the managed heap.",
        ["rss_bytes"] = "Resident memory of the process.",
        ["cpu_ms_total"] = "Processor time of the process in milliseconds.",
    };

    public static string Of(string name) =>
        Texts.TryGetValue(name, out var text) ? text : $"{name.Replace('_', ' ')} of the replica.";
}
