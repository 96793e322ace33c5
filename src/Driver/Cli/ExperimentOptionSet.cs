using System.CommandLine;
using DynamoLab.Client;
using DynamoLab.Driver.Commands;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Cli;

/// <summary>The options of <c>run</c> and <c>experiment</c>.</summary>
internal sealed class ExperimentOptionSet
{
    private const string DefaultsOnly = "";

    private static readonly ExperimentOptions Defaults =
        new() { OutputDir = DefaultsOnly, Label = DefaultsOnly, Seed = 0, RepeatCommand = DefaultsOnly };

    public ExperimentOptionSet() =>
        Groups =
        [
            new("Cluster", [Nodes, ClusterProcs, ClusterSecretFile, DataDir, .. Tls.Options]),
            new("Workload", [
                Workload, Duration, Operations, Concurrency, Rate, Distribution, ZipfExponent, Keyspace, KeyPrefix,
                ValueBytes, WriteContext, Routing, Failover,
            ]),
            new("Failure", [
                FailureMode, Warmup, FailureDuration, CrashCount, NoRestart, SlowMs, PartitionMs, DiskMs,
            ]),
            new("Repair and results", [
                DivergenceKeys, PostRepair, MaxRepairRounds, Results.OutputDir, Results.Label, Results.Seed,
            ]),
            Settings.Group,
        ];

    public IReadOnlyList<OptionGroup> Groups { get; }

    public ClusterOptionSet Settings { get; } = new();

    public Option<int?> Nodes { get; } = LabOption.OptionalInt("nodes", "spawn a cluster of this size for this run");

    public Option<string?> ClusterProcs { get; } = LabOption.Text(
        "cluster_procs", "<file>", "attach to the running cluster of this file instead", Defaults.ClusterProcs);

    public Option<string?> ClusterSecretFile { get; } = CommonOptions.ClusterSecretFile();

    public Option<string?> DataDir { get; } = CommonOptions.DataDir();

    public TlsOptionSet Tls { get; } = new();

    public Option<WorkloadKind> Workload { get; } = LabOption.OneOf(
        "workload", "A: 50% reads, B: 95% reads", Defaults.Workload, Choices.Workload);

    public Option<double> Duration { get; } = LabOption.Number(
        "duration", "<seconds>", "seconds of workload", Defaults.DurationSeconds);

    public Option<long?> Operations { get; } = LabOption.OptionalLong(
        "ops", "stop after so many operations instead of --duration");

    public Option<int> Concurrency { get; } = LabOption.Int("concurrency", "parallel clients", Defaults.Concurrency);

    public Option<double?> Rate { get; } = LabOption.OptionalNumber(
        "rate", "<ops/s>", "open loop: offered operations per second (default: closed loop)");

    public Option<KeyDistribution> Distribution { get; } = LabOption.OneOf(
        "dist", "how keys are drawn", Defaults.Distribution, Choices.Distribution);

    public Option<double> ZipfExponent { get; } = LabOption.Number(
        "zipf_s", "<s>", "exponent of --dist zipf", Defaults.ZipfExponent);

    public Option<int> Keyspace { get; } = LabOption.Int("keyspace", "number of keys", Defaults.Keyspace);

    public Option<string?> KeyPrefix { get; } = LabOption.Text(
        "key_prefix", "<text>", "what the names of the keys begin with", Defaults.KeyPrefix);

    public Option<int> ValueBytes { get; } = LabOption.Int("value_bytes", "size of a value", Defaults.ValueBytes);

    public Option<WriteContext> WriteContext { get; } = LabOption.OneOf(
        "write_context", "the causal context a write carries", Defaults.WriteContext, Choices.WriteContext);

    public Option<Routing> Routing { get; } = LabOption.OneOf(
        "routing", "which node a client asks", Defaults.Routing, Choices.Routing);

    public Option<OnOff> Failover { get; } = LabOption.OneOf(
        "failover", "retry on another node after a failure or timeout", OnOff.On, Choices.OnOff);

    public Option<FailureMode> FailureMode { get; } = LabOption.OneOf(
        "failure_mode", "the fault to inject; partition means single_partition",
        Defaults.FailureMode, Choices.FailureMode);

    public Option<double> Warmup { get; } = LabOption.Number(
        "warmup", "<seconds>", "seconds before the failure", Defaults.WarmupSeconds);

    public Option<double> FailureDuration { get; } = LabOption.Number(
        "failure_duration", "<seconds>", "how long the failure lasts", Defaults.FailureDurationSeconds);

    public Option<int> CrashCount { get; } = LabOption.Int("crash_count", "nodes to crash", Defaults.CrashCount);

    public Option<bool> NoRestart { get; } = LabOption.Flag("no_restart", "leave crashed nodes dead");

    public Option<int> SlowMs { get; } = LabOption.Int("slow_ms", "delay of a slow node's messages", Defaults.SlowMs);

    public Option<int> PartitionMs { get; } = LabOption.Int(
        "partition_ms", "delay that cuts a node off, 60000 or more recommended", Defaults.PartitionMs);

    public Option<int> DiskMs { get; } = LabOption.Int(
        "disk_ms", "delay of every write and fsync of a slow disk", Defaults.DiskMs);

    public Option<int> DivergenceKeys { get; } = LabOption.Int(
        "divergence_keys", "keys whose replicas are compared every second, 0: none", Defaults.DivergenceKeys);

    public Option<bool> PostRepair { get; } = LabOption.Flag("post_repair", "run repair rounds at the end");

    public Option<int> MaxRepairRounds { get; } = LabOption.Int(
        "max_repair_rounds", "rounds to attempt at most", Defaults.MaxRepairRounds);

    public ResultOptionSet Results { get; } = new("workload, dist, failure");

    /// <summary>What is drawn, timed or taken from the surroundings comes in as <paramref name="origin"/>.</summary>
    public ExperimentOptions Bind(ParseResult result, RunOrigin origin) =>
        Results.Bind(result, origin, DefaultLabel(result)) with
        {
            Nodes = result.GetValue(Nodes),
            ClusterProcs = result.GetValue(ClusterProcs)!,
            ClusterSecretFile = result.GetValue(ClusterSecretFile),
            Cluster = Settings.Bind(result),
            GivenClusterOptions = Settings.Given(result),
            Workload = result.GetValue(Workload),
            DurationSeconds = result.GetValue(Duration),
            Operations = result.GetValue(Operations),
            Concurrency = result.GetValue(Concurrency),
            Rate = result.GetValue(Rate),
            Distribution = result.GetValue(Distribution),
            ZipfExponent = result.GetValue(ZipfExponent),
            Keyspace = result.GetValue(Keyspace),
            KeyPrefix = result.GetValue(KeyPrefix)!,
            ValueBytes = result.GetValue(ValueBytes),
            WriteContext = result.GetValue(WriteContext),
            Routing = result.GetValue(Routing),
            Failover = result.GetValue(Failover) == OnOff.On,
            FailureMode = result.GetValue(FailureMode),
            WarmupSeconds = result.GetValue(Warmup),
            FailureDurationSeconds = result.GetValue(FailureDuration),
            CrashCount = result.GetValue(CrashCount),
            SlowMs = result.GetValue(SlowMs),
            PartitionMs = result.GetValue(PartitionMs),
            DiskMs = result.GetValue(DiskMs),
            DataDir = result.GetValue(DataDir),
            Restart = !result.GetValue(NoRestart),
            DivergenceKeys = result.GetValue(DivergenceKeys),
            PostRepair = result.GetValue(PostRepair),
            MaxRepairRounds = result.GetValue(MaxRepairRounds),
            NodeBinary = result.GetValue(Settings.NodeBinary),
        };

    private string DefaultLabel(ParseResult result) => string.Join('_',
        Choices.Workload.WordOf(result.GetValue(Workload)),
        Choices.Distribution.WordOf(result.GetValue(Distribution)),
        Choices.FailureMode.WordOf(result.GetValue(FailureMode)));
}
