using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>
/// A node's options from name=value pairs. What goes on in the background by itself is off unless a scenario turns it
/// on, so that each shows one thing.
/// </summary>
internal static class ScenarioOptions
{
    public static NodeOptions Quiet(NodeId id, ulong incarnation = 1) => new()
    {
        Id = id,
        Address = TestCluster.AddressOf(id.Name),
        Incarnation = incarnation,
        ProbeIntervalMs = 0,
        GossipIntervalMs = 0,
        AntiEntropyIntervalMs = 0,
        ReapIntervalMs = 0,
    };

    public static NodeOptions With(NodeOptions options, IReadOnlyDictionary<string, string> named)
    {
        foreach (var (name, value) in named)
        {
            options = With(options, name, value);
        }

        return options;
    }

    private static NodeOptions With(NodeOptions options, string name, string value) => name switch
    {
        "N" => options with { Ring = options.Ring with { ReplicationFactor = int.Parse(value) } },
        "placement" => options with { Ring = options.Ring with { Placement = Enum.Parse<Placement>(value) } },
        "R" => options with { ReadQuorum = int.Parse(value) },
        "W" => options with { WriteQuorum = int.Parse(value) },
        "quorum" => options with { Quorum = Enum.Parse<QuorumKind>(value, ignoreCase: true) },
        "versioning" => options with { Versioning = Enum.Parse<VersioningKind>(value, ignoreCase: true) },
        "detector" => options with { Detector = Enum.Parse<DetectorKind>(value, ignoreCase: true) },
        "read_fanout" => options with { ReadFanout = Enum.Parse<ReadFanout>(value, ignoreCase: true) },
        "hinted_handoff" => options with { HintedHandoff = value == "on" },
        "read_repair" => options with { ReadRepair = value == "on" },
        "probe_ms" => options with { ProbeIntervalMs = int.Parse(value) },
        "gossip_ms" => options with { GossipIntervalMs = int.Parse(value) },
        "anti_entropy_ms" => options with { AntiEntropyIntervalMs = int.Parse(value) },
        "reap_ms" => options with { ReapIntervalMs = int.Parse(value) },
        "proven_since" => options with { ProvenSince = ulong.Parse(value) },
        "operations_max" => options with { OperationsMax = int.Parse(value) },
        "seed" => options with { Seeds = [TestCluster.AddressOf(value)] },
        _ => options,
    };
}
