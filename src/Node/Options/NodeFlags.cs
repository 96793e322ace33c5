using System.CommandLine;
using System.Net;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Gate;
using DynamoLab.Replica;

namespace DynamoLab.Node.Options;

/// <summary>Every option of <c>dynamo-node</c>, each with what it accepts and its default.</summary>
internal sealed class NodeFlags
{
    public const int PortMax = 65_535;

    private const int HourMs = 3_600_000;
    private static readonly NodeOptions Defaults = new() { Id = default, Address = default, Incarnation = 0 };

    public Flag<NodeId?> Id { get; } = new(
        ["--id"], "The node's name, unique in its cluster. Required.",
        $"1 to {NodeId.LengthMax} letters, digits, '.', '_' or '-', and not '{GateLink.Client}'", null, TryParseNode);

    public Flag<int> Port { get; } = Flags.Number(
        ["--port"], "The TCP port for nodes, clients and HTTP. Required.", 1, PortMax, null);

    public Flag<string> Host { get; } = new(
        ["--host"], "The address to listen on, and to be reached at by the others. Default: 127.0.0.1.",
        "an IP address or localhost; one that is not loopback needs --cluster_secret_file", "127.0.0.1",
        TryParseHost);

    public Flag<PeerSockets> PeerSockets { get; } = Flags.Choice(
        "--peer_sockets", "What nodes of one machine talk over; with TLS it is tcp.",
        ("unix", Options.PeerSockets.Unix), ("tcp", Options.PeerSockets.Tcp));

    public Flag<string?> ClusterSecretFile { get; } = new(
        ["--cluster_secret_file"],
        $"The cluster's secret, {ClusterSecret.Accepted}: who does not know it is turned away. Default: none.",
        "the path of a file of mode 0600", null, TryParsePath);

    public Flag<string?> TlsCert { get; } = new(
        ["--tls_cert"], "The node's certificate: all its connections are encrypted then. Default: none are.",
        "the path of a PEM file; needs --tls_key and --tls_ca", null, TryParsePath);

    public Flag<string?> TlsKey { get; } = new(
        ["--tls_key"], "The certificate's private key, without a password.",
        "the path of a PEM file of mode 0600", null, TryParsePath);

    public Flag<string?> TlsCa { get; } = new(
        ["--tls_ca"], "The authority that the certificates of all nodes descend from.", "the path of a PEM file", null,
        TryParsePath);

    public Flag<IReadOnlyList<NodeAddress>> Join { get; } = Flags.ListOf<NodeAddress>(
        "--join", "Members to be introduced to.", "host:port or a list with commas", TryParseAddress);

    public Flag<int> N { get; } = Flags.Number(
        ["--N", "--replication_factor"], "Replicas of a key.", 1, 255, new RingOptions().ReplicationFactor);

    public Flag<int> R { get; } = Flags.Number(
        ["--R", "--read_quorum_r"], "Answers a read needs; at most N.", 1, 255, Defaults.ReadQuorum);

    public Flag<int> W { get; } = Flags.Number(
        ["--W", "--write_quorum_w"], "Acknowledgements a write needs; at most N.", 1, 255, Defaults.WriteQuorum);

    public Flag<QuorumKind> Quorum { get; } = Flags.Choice(
        "--quorum", "Whether fallbacks stand in for primaries.",
        ("sloppy", QuorumKind.Sloppy), ("strict", QuorumKind.Strict));

    public Flag<Placement> Placing { get; } = Flags.Choice(
        "--placement", "How partitions are laid on the ring.",
        ("fixed_partitions", Placement.FixedPartitions), ("random_tokens", Placement.RandomTokens),
        ("random_tokens_equal_partitions", Placement.RandomTokensEqualPartitions));

    public Flag<VersioningKind> Versioning { get; } = Flags.Choice(
        "--versioning", "How versions of a key are told apart.",
        ("dvv", VersioningKind.Dvv), ("vv", VersioningKind.Vv), ("lww", VersioningKind.Lww));

    public Flag<int> ClockEntriesMax { get; } = Flags.Number(
        ["--clock_entries_max"], "Entries of a vector clock under vv.", 1, 4096, Defaults.ClockEntriesMax);

    public Flag<DetectorKind> Detector { get; } = Flags.Choice(
        "--detector", "How a silent node is told from a slow one.",
        ("phi", DetectorKind.Phi), ("fixed", DetectorKind.Fixed), ("jacobson", DetectorKind.Jacobson));

    public Flag<Core.Storage.Durability> Durability { get; } = Flags.Choice(
        "--durability", "What an acknowledged write survives: nothing, a kill, a power failure.",
        ("buffered", Core.Storage.Durability.Buffered), ("memory", Core.Storage.Durability.Memory),
        ("sync", Core.Storage.Durability.Sync));

    public Flag<string?> DataDir { get; } = new(
        ["--data_dir"], "Where data is kept, unless in memory. Default: data/<id>.", "a directory of this node's own",
        null, TryParsePath);

    public Flag<string?> PowerJournal { get; } = new(
        ["--power_journal"], "Where to note what a power failure would leave of the data. Default: nowhere.",
        "a directory outside of the data", null, TryParsePath);

    public Flag<int> CompactionMbPerS { get; } = Flags.Number(
        ["--compaction_mb_per_s"], "Megabytes a second that compaction may move; 0 for none.", 0, 100_000,
        HostOptions.CompactionMbPerSDefault);

    public Flag<ReadFanout> Fanout { get; } = Flags.Choice(
        "--read_fanout", "Whom a read asks at first.",
        ("all", ReadFanout.All), ("quorum", ReadFanout.Quorum));

    public Flag<int> ReplicaTimeoutMs { get; } = Flags.Number(
        ["--replica_timeout_ms"], "How long a replica may take.", 1, HourMs, Defaults.ReplicaTimeoutMs);

    public Flag<int> ClientTimeoutMs { get; } = Flags.Number(
        ["--client_timeout_ms"], "How long a request lives.", 1, HourMs, Defaults.RequestTimeoutMs);

    public Flag<bool> HintedHandoff { get; } = OnOff(
        "--hinted_handoff", "Whether fallbacks keep hints for primaries.");

    public Flag<bool> ReadRepair { get; } = OnOff(
        "--read_repair", "Whether reads mend replicas that were behind.");

    public Flag<int> AntiEntropyIntervalMs { get; } = Flags.Number(
        ["--anti_entropy_interval_ms"], "Time between background exchanges; 0 for none.", 0, 24 * HourMs,
        Defaults.AntiEntropyIntervalMs);

    public Flag<int> ReapIntervalMs { get; } = Flags.Number(
        ["--reap_interval_ms"], "Time between reapings of tombstones; 0 for none.", 0, 24 * HourMs,
        Defaults.ReapIntervalMs);

    public Flag<int> KeyBytesMax { get; } = Flags.Number(
        ["--key_bytes_max"], "Longest key of a client.", 1, Limits.KeyBytesMax, Limits.KeyBytesMax);

    public Flag<int> ValueBytesMax { get; } = Flags.Number(
        ["--value_bytes_max"], "Longest value of a client.", 0, Limits.ValueBytesMax, Limits.ValueBytesMax);

    public Flag<ulong?> Seed { get; } = new(
        ["--seed"], "Decides what the node draws; drawn and logged by default.", "0 to 2^64 - 1", null, TryParseSeed);

    public Flag<string?> ClusterProcs { get; } = new(
        ["--cluster_procs"], "The JSON file to register in.", "a file's path", null, TryParsePath);

    public Flag<string?> LogFile { get; } = new(
        ["--log_file"], "Where all logging goes, instead of standard output.", "a file's path", null, TryParsePath);

    public Option<bool> ExitWithParent { get; } = Flags.Switch(
        "--exit_with_parent", "Leave when standard input ends.");

    public Option<bool> SecretGoesWithParent { get; } = Flags.Switch(
        "--secret_goes_with_parent", "With --exit_with_parent: remove the file of the cluster's secret then.");

    public IEnumerable<Option> All =>
    [
        Id.Option, Port.Option, Host.Option, PeerSockets.Option, ClusterSecretFile.Option, TlsCert.Option,
        TlsKey.Option, TlsCa.Option, Join.Option, N.Option, R.Option, W.Option, Quorum.Option, Placing.Option,
        Versioning.Option, ClockEntriesMax.Option, Detector.Option, Durability.Option, DataDir.Option,
        PowerJournal.Option, CompactionMbPerS.Option, Fanout.Option, ReplicaTimeoutMs.Option, ClientTimeoutMs.Option,
        HintedHandoff.Option, ReadRepair.Option, AntiEntropyIntervalMs.Option, ReapIntervalMs.Option,
        KeyBytesMax.Option, ValueBytesMax.Option, Seed.Option, ClusterProcs.Option, LogFile.Option, ExitWithParent,
        SecretGoesWithParent,
    ];

    private static Flag<bool> OnOff(string name, string description) =>
        Flags.Choice(name, description, ("on", true), ("off", false));

    private static bool TryParseNode(string text, out NodeId? value)
    {
        value = new NodeId(text);
        return NodeId.IsValid(text) && text != GateLink.Client;
    }

    private static bool TryParseHost(string text, out string value)
    {
        var isLocal = text == "localhost";
        value = isLocal ? "127.0.0.1" : text;
        return isLocal || IPAddress.TryParse(text, out _);
    }

    private static bool TryParseAddress(string text, out NodeAddress value)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon].Trim('[', ']');
        var isPort = int.TryParse(text.AsSpan(colon + 1), out var port) && port is >= 1 and <= PortMax;
        value = new NodeAddress(host == "localhost" ? "127.0.0.1" : host, port);
        return isPort && Uri.CheckHostName(host) != UriHostNameType.Unknown;
    }

    private static bool TryParseSeed(string text, out ulong? value)
    {
        var isSeed = ulong.TryParse(text, out var seed);
        value = seed;
        return isSeed;
    }

    private static bool TryParsePath(string text, out string? value)
    {
        value = text;
        return text.Length > 0;
    }
}
