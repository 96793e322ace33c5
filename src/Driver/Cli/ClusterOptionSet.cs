using System.CommandLine;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Cli;

/// <summary>
/// The options that say what nodes are started with; the same for <c>run</c> and <c>cluster start</c>.
/// </summary>
internal sealed class ClusterOptionSet
{
    private static readonly ClusterSettings Defaults = new();

    public ClusterOptionSet() =>
        Group = new OptionGroup("Nodes", [
            ReplicationFactor, ReadQuorum, WriteQuorum, Quorum, Placement, Versioning, ClockEntriesMax, Detector,
            Durability, Host, PeerSockets, ReadFanout, ReplicaTimeoutMs, ClientTimeoutMs, Hints, ReadRepair,
            BackgroundExchange, AntiEntropyIntervalMs, NodeBinary,
        ]);

    public OptionGroup Group { get; }

    public Option<int> ReplicationFactor { get; } = LabOption.Int(
        "N", "nodes that hold a key, 1 to the number of nodes", Defaults.ReplicationFactor, "replication_factor");

    public Option<int> ReadQuorum { get; } = LabOption.Int(
        "R", "answers a read needs, 1 to N", Defaults.ReadQuorum, "read_quorum_r");

    public Option<int> WriteQuorum { get; } = LabOption.Int(
        "W", "acknowledgements a write needs, 1 to N", Defaults.WriteQuorum, "write_quorum_w");

    public Option<QuorumKind> Quorum { get; } = LabOption.OneOf(
        "quorum", "whether fallbacks may stand in for primaries", Defaults.Quorum, Choices.Quorum);

    public Option<Placement> Placement { get; } = LabOption.OneOf(
        "placement", "how keys are laid on the ring", Defaults.Placement, Choices.Placement);

    public Option<VersioningKind> Versioning { get; } = LabOption.OneOf(
        "versioning", "how versions are told apart", Defaults.Versioning, Choices.Versioning);

    public Option<int> ClockEntriesMax { get; } = LabOption.Int(
        "clock_entries_max", "entries of a vv clock before it is pruned", Defaults.ClockEntriesMax);

    public Option<DetectorKind> Detector { get; } = LabOption.OneOf(
        "detector", "how a node decides that a peer is gone", Defaults.Detector, Choices.Detector);

    public Option<Durability> Durability { get; } = LabOption.OneOf(
        "durability", "what an acknowledged write survives", Defaults.Durability, Choices.Durability);

    public Option<HostKind> Host { get; } = LabOption.OneOf(
        "host", "what runs a node", Defaults.Host, Choices.Host);

    public Option<PeerSockets> PeerSockets { get; } = LabOption.OneOf(
        "peer_sockets", "what nodes talk to each other over on one machine, without TLS", Defaults.PeerSockets,
        Choices.PeerSockets);

    public Option<ReadFanout> ReadFanout { get; } = LabOption.OneOf(
        "read_fanout", "whether a read asks all N at once, or R first", Defaults.ReadFanout, Choices.ReadFanout);

    public Option<int> ReplicaTimeoutMs { get; } = LabOption.Int(
        "replica_timeout_ms", "how long a replica may take before a fallback steps in", Defaults.ReplicaTimeoutMs);

    public Option<int> ClientTimeoutMs { get; } = LabOption.Int(
        "client_timeout_ms", "how long one attempt of a client may take", Defaults.ClientTimeoutMs);

    public Option<OnOff> Hints { get; } = LabOption.OneOf(
        "hints", "whether fallbacks keep hints for absent primaries", OnOff.On, Choices.OnOff, "hinted_handoff");

    public Option<OnOff> ReadRepair { get; } = LabOption.OneOf(
        "read_repair", "whether reads bring stale replicas up to date", OnOff.On, Choices.OnOff);

    public Option<OnOff> BackgroundExchange { get; } = LabOption.OneOf(
        "background_exchange", "whether replicas compare their Merkle trees now and then", OnOff.On, Choices.OnOff);

    public Option<int> AntiEntropyIntervalMs { get; } = LabOption.Int(
        "anti_entropy_interval_ms", "time between background exchanges of a node, 0: none",
        Defaults.AntiEntropyIntervalMs);

    public Option<string?> NodeBinary { get; } = LabOption.Text(
        "node_binary", "<file>", "the node program (default: the one beside this program)");

    public ClusterSettings Bind(ParseResult result) => new()
    {
        ReplicationFactor = result.GetValue(ReplicationFactor),
        ReadQuorum = result.GetValue(ReadQuorum),
        WriteQuorum = result.GetValue(WriteQuorum),
        Quorum = result.GetValue(Quorum),
        Placement = result.GetValue(Placement),
        Versioning = result.GetValue(Versioning),
        ClockEntriesMax = result.GetValue(ClockEntriesMax),
        Detector = result.GetValue(Detector),
        Durability = result.GetValue(Durability),
        Host = result.GetValue(Host),
        PeerSockets = result.GetValue(PeerSockets),
        ReadFanout = result.GetValue(ReadFanout),
        ReplicaTimeoutMs = result.GetValue(ReplicaTimeoutMs),
        ClientTimeoutMs = result.GetValue(ClientTimeoutMs),
        HintedHandoff = result.GetValue(Hints) == OnOff.On,
        ReadRepair = result.GetValue(ReadRepair) == OnOff.On,
        AntiEntropyIntervalMs =
            result.GetValue(BackgroundExchange) == OnOff.On ? result.GetValue(AntiEntropyIntervalMs) : 0,
    };

    /// <summary>What was given and contradicts itself, in a line; null when nothing does.</summary>
    public string? Conflict(ParseResult result)
    {
        if (!result.IsGiven(BackgroundExchange) || !result.IsGiven(AntiEntropyIntervalMs))
        {
            return null;
        }

        var interval = result.GetValue(AntiEntropyIntervalMs);
        return (result.GetValue(BackgroundExchange), interval) switch
        {
            (OnOff.On, 0) => "--background_exchange on needs an --anti_entropy_interval_ms above 0",
            (OnOff.Off, not 0) => Check.Line(
                $"--background_exchange off and --anti_entropy_interval_ms {interval} contradict each other: give one"),
            _ => null,
        };
    }

    /// <summary>The names of the options that were given: what an attached cluster has to agree with.</summary>
    public IReadOnlySet<string> Given(ParseResult result) =>
        Group.Options.Where(result.IsGiven).Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
}
