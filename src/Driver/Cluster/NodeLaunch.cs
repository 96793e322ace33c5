using System.Globalization;
using System.Text;
using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Cluster;

/// <summary>All it takes to start one node.</summary>
internal sealed record NodeLaunch
{
    public required NodeProgram Program { get; init; }

    public required NodeEndpoint Endpoint { get; init; }

    /// <summary>Members to be introduced to; empty for the first node of a cluster.</summary>
    public required IReadOnlyList<NodeEndpoint> Joins { get; init; }

    public required ClusterSettings Settings { get; init; }

    /// <summary>The seed of the run; each node draws from its own, derived from this and its name.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where the node writes its log.</summary>
    public required string LogFile { get; init; }

    /// <summary>The file of the cluster's secret; null: it has none.</summary>
    public string? SecretFile { get; init; }

    /// <summary>What it speaks TLS with; null: it does not.</summary>
    public NodeCertificate? Certificate { get; init; }

    /// <summary>Where the node keeps its data; null: in memory.</summary>
    public string? DataDir { get; init; }

    /// <summary>The file in which silos find each other; null: the host has none.</summary>
    public string? SiloTable { get; init; }

    /// <summary>Where it notes what a power failure would leave of its data; null: nowhere.</summary>
    public string? PowerJournal { get; init; }

    /// <summary>Where what it says outside its log goes: the last words of a runtime that gives up.</summary>
    public required string OutputFile { get; init; }

    /// <summary>Whether the node leaves when this process ends, however it ends.</summary>
    public required bool ExitsWithParent { get; init; }

    /// <summary>Settings of its runtime.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = NodeRuntime.SettingsFor(nodeCount: 1);

    /// <summary>The command line: the program, then its options.</summary>
    public IReadOnlyList<string> CommandLine()
    {
        var line = new List<string>(Program.Command)
        {
            "--id", Endpoint.Node.Name, "--host", Endpoint.Host, "--port", Text(Endpoint.Port),
            "--seed", NodeSeed().ToString(CultureInfo.InvariantCulture), "--log_file", LogFile,
        };
        foreach (var seed in Joins)
        {
            line.AddRange(["--join", $"{seed.Host}:{Text(seed.Port)}"]);
        }

        if (SecretFile is not null)
        {
            line.AddRange(["--cluster_secret_file", SecretFile]);
        }

        if (Certificate is { } certificate)
        {
            line.AddRange(["--tls_cert", certificate.Path, "--tls_key", certificate.KeyPath]);
            line.AddRange(["--tls_ca", certificate.Authority.Path]);
        }

        line.AddRange(SettingsArguments(Settings));
        if (DataDir is not null)
        {
            line.AddRange(["--data_dir", DataDir]);
        }

        if (SiloTable is not null)
        {
            line.AddRange(["--orleans_table", SiloTable]);
        }

        if (PowerJournal is not null)
        {
            line.AddRange(["--power_journal", PowerJournal]);
        }

        if (ExitsWithParent)
        {
            line.Add("--exit_with_parent");
            if (SecretFile is not null)
            {
                line.Add("--secret_goes_with_parent");
            }
        }

        return line;
    }

    /// <summary>The settings as options of the node.</summary>
    public static IEnumerable<string> SettingsArguments(ClusterSettings settings) =>
    [
        "--N", Text(settings.ReplicationFactor),
        "--R", Text(settings.ReadQuorum),
        "--W", Text(settings.WriteQuorum),
        "--quorum", Choices.Quorum.WordOf(settings.Quorum),
        "--placement", Choices.Placement.WordOf(settings.Placement),
        "--versioning", Choices.Versioning.WordOf(settings.Versioning),
        "--clock_entries_max", Text(settings.ClockEntriesMax),
        "--detector", Choices.Detector.WordOf(settings.Detector),
        "--durability", Choices.Durability.WordOf(settings.Durability),
        "--read_fanout", Choices.ReadFanout.WordOf(settings.ReadFanout),
        "--replica_timeout_ms", Text(settings.ReplicaTimeoutMs),
        "--client_timeout_ms", Text(settings.ClientTimeoutMs),
        "--hinted_handoff", settings.HintedHandoff ? "on" : "off",
        "--read_repair", settings.ReadRepair ? "on" : "off",
        "--anti_entropy_interval_ms", Text(settings.AntiEntropyIntervalMs),
        "--peer_sockets", Choices.PeerSockets.WordOf(settings.PeerSockets),
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private ulong NodeSeed() =>
        new DeterministicRandom(Seed).Fork(Hash64.Of(Encoding.UTF8.GetBytes(Endpoint.Node.Name))).NextUInt64();
}
