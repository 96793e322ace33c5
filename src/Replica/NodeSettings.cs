namespace DynamoLab.Replica;

/// <summary>A node's settings in one line, so that the lab can tell what it is measuring.</summary>
public static class NodeSettings
{
    public static string Describe(NodeOptions options) => string.Join(
        ' ',
        $"N={options.Ring.ReplicationFactor}",
        $"R={options.ReadQuorum}",
        $"W={options.WriteQuorum}",
        $"quorum={options.Quorum}",
        $"placement={options.Ring.Placement}",
        $"versioning={options.Versioning}",
        $"clock_entries_max={options.ClockEntriesMax}",
        $"detector={options.Detector}",
        $"durability={options.Durability}",
        $"read_fanout={options.ReadFanout}",
        $"replica_timeout_ms={options.ReplicaTimeoutMs}",
        $"client_timeout_ms={options.RequestTimeoutMs}",
        $"hinted_handoff={options.HintedHandoff}",
        $"read_repair={options.ReadRepair}",
        $"anti_entropy_interval_ms={options.AntiEntropyIntervalMs}");
}
