using DynamoLab.Core;
using DynamoLab.Core.Storage;

namespace DynamoLab.Driver.Cluster;

/// <summary>What cluster to spawn, and where its files go.</summary>
public sealed record SpawnPlan
{
    /// <summary>Where every node listens.</summary>
    public const string Host = "127.0.0.1";

    /// <summary>1 or more.</summary>
    public required int NodeCount { get; init; }

    public required ClusterSettings Settings { get; init; }

    public required NodeProgram Program { get; init; }

    /// <summary>The folder of the nodes' logs, <c>node1.log</c> and so on; made when it is not there.</summary>
    public required string LogFolder { get; init; }

    /// <summary>The folder below which every node keeps its data in one of its own, unless in memory.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The nodes' seeds are derived from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The first node's port, the others following; null chooses free ones.</summary>
    public int? BasePort { get; init; }

    /// <summary>
    /// Whether the nodes are ended with the <see cref="RunningCluster"/>; otherwise they go on by themselves.
    /// </summary>
    public bool OwnsProcesses { get; init; } = true;

    /// <summary>Where <c>cluster_procs.json</c> goes.</summary>
    public required string ClusterProcs { get; init; }

    /// <summary>What the nodes speak TLS with; null, the default: they do not.</summary>
    public NodeCertificate? Certificate { get; init; }

    /// <summary>The secret that the nodes are given; drawn when they are spawned.</summary>
    internal SecretFile? Secret { get; init; }

    /// <summary>
    /// The folder below which every node notes, in one of its own, what a power failure would leave of its data; null,
    /// the default: none does.
    /// </summary>
    public string? PowerJournalFolder { get; init; }

    /// <summary>Null where there is none.</summary>
    internal string? PowerJournalOf(NodeId node) => PowerJournalFolder is null || DataDirOf(node) is null
        ? null
        : Path.Combine(Path.GetFullPath(PowerJournalFolder), node.Name);

    /// <summary>The file in which silos find each other; null: the host has none.</summary>
    internal string? SiloTable => Settings.Host == HostKind.Orleans
        ? Path.Combine(Path.GetFullPath(LogFolder), "silos.json")
        : null;

    internal string LogFileOf(NodeId node) => Path.Combine(Path.GetFullPath(LogFolder), $"{node}.log");

    /// <summary>Null where there is none: in memory.</summary>
    internal string? DataDirOf(NodeId node) => Settings.Durability == Durability.Memory
        ? null
        : Path.Combine(Path.GetFullPath(DataFolder), node.Name);

    /// <summary>One file for what all nodes say outside their logs; it stays empty unless a runtime fails.</summary>
    internal string OutputFile => Path.Combine(Path.GetFullPath(LogFolder), "output.log");
}
