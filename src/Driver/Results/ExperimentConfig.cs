using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Workloads;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>
/// Everything that decided a run, under the names of the options: the banner, and <c>experiment_config.json</c> with
/// the environment added. The machine's name is left out: results are handed around.
/// </summary>
public static class ExperimentConfig
{
    private static readonly JsonSerializerOptions Options =
        new()
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        };

    /// <param name="options">What was asked for.</param>
    /// <param name="settings">What the cluster runs with.</param>
    /// <param name="nodeCount">Its nodes.</param>
    public static JsonObject Parameters(ExperimentOptions options, ClusterSettings settings, int nodeCount)
    {
        var parameters = new JsonObject
        {
            ["nodes"] = nodeCount,
            ["cluster"] = options.Nodes is null ? "attached" : "spawned",
            ["data_dir"] = options.DataDir,
            ["tls_cert"] = options.Certificate?.Path,
        };
        AddWorkload(parameters, options);
        AddFailure(parameters, options);
        AddCluster(parameters, settings);
        parameters["label"] = options.Label;
        parameters["seed"] = options.Seed;
        return parameters;
    }

    public static string ToJson(JsonObject parameters, EnvironmentMetrics environment, string repeatCommand) =>
        new JsonObject
        {
            ["started_at"] = environment.StartedAt,
            ["parameters"] = parameters.DeepClone(),
            ["repeat"] = repeatCommand,
            ["environment"] = JsonSerializer.SerializeToNode(environment, Options),
        }.ToJsonString(Options) + "\n";

    /// <summary>What runs, and on what: the first line of the banner and of the summary.</summary>
    public static string Title { get; } =
        $"DynamoLab {HostEnvironment.ShortOf(HostEnvironment.InformationalVersion)} on "
        + $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs, "
        + RuntimeInformation.FrameworkDescription;

    private static void AddWorkload(JsonObject parameters, ExperimentOptions options)
    {
        parameters["workload"] = Choices.Workload.WordOf(options.Workload);
        parameters["duration"] = options.Operations is null ? options.DurationSeconds : null;
        parameters["ops"] = options.Operations;
        parameters["concurrency"] = options.Concurrency;
        parameters["rate"] = options.Rate;
        parameters["dist"] = Choices.Distribution.WordOf(options.Distribution);
        parameters["zipf_s"] = options.Distribution switch
        {
            KeyDistribution.Zipf => options.ZipfExponent,
            KeyDistribution.YcsbZipf => YcsbZipf.Exponent,
            _ => null,
        };
        parameters["keyspace"] = options.Keyspace;
        parameters["key_prefix"] = options.KeyPrefix;
        parameters["value_bytes"] = options.ValueBytes;
        parameters["write_context"] = Choices.WriteContext.WordOf(options.WriteContext);
        parameters["routing"] = Choices.Routing.WordOf(options.Routing);
        parameters["failover"] = options.Failover ? "on" : "off";
    }

    private static void AddFailure(JsonObject parameters, ExperimentOptions options)
    {
        var mode = options.FailureMode;
        parameters["failure_mode"] = Choices.FailureMode.WordOf(mode);
        if (options.Torture is { } torture)
        {
            parameters["failure_mode"] = "torture";
            parameters["kill_interval"] = torture.KillIntervalSeconds;
            parameters["fault_interval"] = torture.FaultIntervalSeconds;
            parameters["power_failure"] = torture.PowerFailure ? "on" : "off";
        }

        parameters["warmup"] = options.WarmupSeconds;
        parameters["failure_duration"] = mode == FailureMode.None ? null : options.FailureDurationSeconds;
        parameters["crash_count"] = mode == FailureMode.Crash ? options.CrashCount : null;
        parameters["restart"] = mode == FailureMode.Crash ? options.Restart : null;
        parameters["slow_ms"] = mode == FailureMode.Slow ? options.SlowMs : null;
        parameters["partition_ms"] = mode == FailureMode.SinglePartition ? options.PartitionMs : null;
        parameters["disk_ms"] = mode == FailureMode.SlowDisk ? options.DiskMs : null;
        parameters["divergence_keys"] = options.DivergenceKeys;
        parameters["post_repair"] = options.PostRepair;
        parameters["max_repair_rounds"] = options.PostRepair ? options.MaxRepairRounds : null;
    }

    private static void AddCluster(JsonObject parameters, ClusterSettings settings)
    {
        parameters["N"] = settings.ReplicationFactor;
        parameters["R"] = settings.ReadQuorum;
        parameters["W"] = settings.WriteQuorum;
        parameters["quorum"] = Choices.Quorum.WordOf(settings.Quorum);
        parameters["placement"] = Choices.Placement.WordOf(settings.Placement);
        parameters["versioning"] = Choices.Versioning.WordOf(settings.Versioning);
        parameters["clock_entries_max"] = settings.ClockEntriesMax;
        parameters["detector"] = Choices.Detector.WordOf(settings.Detector);
        parameters["durability"] = Choices.Durability.WordOf(settings.Durability);
        parameters["host"] = Choices.Host.WordOf(settings.Host);
        parameters["peer_sockets"] =
            settings.Host == HostKind.Embedded ? Choices.PeerSockets.WordOf(settings.PeerSockets) : null;
        parameters["read_fanout"] = Choices.ReadFanout.WordOf(settings.ReadFanout);
        parameters["replica_timeout_ms"] = settings.ReplicaTimeoutMs;
        parameters["client_timeout_ms"] = settings.ClientTimeoutMs;
        parameters["hints"] = settings.HintedHandoff ? "on" : "off";
        parameters["read_repair"] = settings.ReadRepair ? "on" : "off";
        parameters["background_exchange"] = settings.BackgroundExchange ? "on" : "off";
        parameters["anti_entropy_interval_ms"] = settings.AntiEntropyIntervalMs;
    }
}
