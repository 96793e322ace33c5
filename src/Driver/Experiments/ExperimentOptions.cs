using DynamoLab.Client;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Torture;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// One experiment, as <c>run</c> and <c>experiment</c> understood their command line: checked, every default filled
/// in, immutable. Whoever holds one may rely on its ranges.
/// </summary>
public sealed record ExperimentOptions
{
    /// <summary>Nodes to spawn for this run; null: attach to the cluster in <see cref="ClusterProcs"/>.</summary>
    public int? Nodes { get; init; }

    /// <summary>The file of a running cluster, read when <see cref="Nodes"/> is null.</summary>
    public string ClusterProcs { get; init; } = "cluster_procs.json";

    /// <summary>The file of its secret; null: the one that <see cref="ClusterProcs"/> names, if any.</summary>
    public string? ClusterSecretFile { get; init; }

    /// <summary>
    /// What a spawned cluster is started with; of an attached one, <see cref="RunningCluster.Settings"/> knows.
    /// </summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>
    /// The names (<c>--N</c>, <c>--quorum</c> ...) of the cluster options that were given: an attached cluster must
    /// agree with them, and decides the others.
    /// </summary>
    public IReadOnlySet<string> GivenClusterOptions { get; init; } = new HashSet<string>();

    public WorkloadKind Workload { get; init; } = WorkloadKind.A;

    /// <summary>
    /// Seconds of workload, above 0; default 60. With <see cref="Operations"/> set it does not end the run.
    /// </summary>
    public double DurationSeconds { get; init; } = 60;

    /// <summary>Stop after so many operations instead; at least 1; null: by duration.</summary>
    public long? Operations { get; init; }

    /// <summary>Parallel clients, at least 1; default 10.</summary>
    public int Concurrency { get; init; } = 10;

    /// <summary>Open loop: offered operations per second, above 0; null: closed loop.</summary>
    public double? Rate { get; init; }

    public KeyDistribution Distribution { get; init; } = KeyDistribution.Uniform;

    /// <summary>Zipf's exponent, at least 0; default 0.99.</summary>
    public double ZipfExponent { get; init; } = 0.99;

    /// <summary>Number of keys, at least 1; default 1000. <c>--keyspace</c>.</summary>
    public int Keyspace { get; init; } = 1000;

    /// <summary>
    /// What the names of the keys begin with; default <c>key-</c>. Runs on one cluster that must not meet each
    /// other's data have different ones. <c>--key_prefix</c>.
    /// </summary>
    public string KeyPrefix { get; init; } = KeySpace.PrefixDefault;

    /// <summary>Size of a value; default 100.</summary>
    public int ValueBytes { get; init; } = 100;

    public WriteContext WriteContext { get; init; } = WriteContext.Last;

    public Routing Routing { get; init; } = Routing.Random;

    /// <summary>Whether an attempt that failed or timed out is retried on another node; default on.</summary>
    public bool Failover { get; init; } = true;

    public FailureMode FailureMode { get; init; } = FailureMode.None;

    /// <summary>Seconds before the failure; below the duration; default 10.</summary>
    public double WarmupSeconds { get; init; } = 10;

    /// <summary>Seconds the failure lasts; warm-up and failure end before the duration does; default 20.</summary>
    public double FailureDurationSeconds { get; init; } = 20;

    /// <summary>Nodes to crash, 1 to the number of nodes; default 1.</summary>
    public int CrashCount { get; init; } = 1;

    /// <summary>Delay of a slow node's messages, above 0; default 200.</summary>
    public int SlowMs { get; init; } = 200;

    /// <summary>Delay that cuts a node off, above 0; default 60 000.</summary>
    public int PartitionMs { get; init; } = 60_000;

    /// <summary>Delay of every write and fsync of a slow disk, 1 to 60 000; default 100.</summary>
    public int DiskMs { get; init; } = 100;

    /// <summary>
    /// Whether a crashed node is started again when the failure ends; <c>--no_restart</c> turns it off.
    /// </summary>
    public bool Restart { get; init; } = true;

    /// <summary>Null: one failure, or none. Otherwise many, as <c>torture</c> draws them.</summary>
    public TortureOptions? Torture { get; init; }

    /// <summary>
    /// Keys whose replicas are compared every second while clients work; 0, the default: none.
    /// <c>--divergence_keys</c>.
    /// </summary>
    public int DivergenceKeys { get; init; }

    /// <summary>Whether synchronous repair rounds are run at the end; default off.</summary>
    public bool PostRepair { get; init; }

    /// <summary>Rounds to attempt at most, at least 1; default 10.</summary>
    public int MaxRepairRounds { get; init; } = 10;

    /// <summary>Where results go; exists and is writable.</summary>
    public required string OutputDir { get; init; }

    /// <summary>Names the run; by default workload, distribution and failure.</summary>
    public required string Label { get; init; }

    /// <summary>Decides everything the driver draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// Where spawned nodes keep their data, a folder for each; null: below <see cref="OutputDir"/>.
    /// </summary>
    public string? DataDir { get; init; }

    /// <summary>What spawned nodes speak TLS with; null: they do not.</summary>
    public NodeCertificate? Certificate { get; init; }

    /// <summary>The node program to spawn; null: the one beside the driver.</summary>
    public string? NodeBinary { get; init; }

    /// <summary>The command that repeats this run, seed included, ready for a shell.</summary>
    public required string RepeatCommand { get; init; }
}
