using DynamoLab.Client;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class RunOptionsTests
{
    [Fact]
    public async Task Run_WithoutOptions_HasTheDocumentedDefaults()
    {
        var run = await ProgramRun.OfRunAsync();

        Assert.Equal("", run.Error);
        var expected = new ExperimentOptions
        {
            Nodes = 5,
            GivenClusterOptions = run.Experiment!.GivenClusterOptions,
            OutputDir = run.Experiment.OutputDir,
            Label = "A_uniform_none",
            Seed = run.Experiment.Seed,
            NodeBinary = run.Experiment.NodeBinary,
            RepeatCommand = run.Experiment.RepeatCommand,
        };
        Assert.Equal(expected, run.Experiment);
        Assert.Equal((60, 10, 20), (expected.DurationSeconds, expected.WarmupSeconds, expected.FailureDurationSeconds));
        Assert.Equal((3, 2, 2), (
            expected.Cluster.ReplicationFactor, expected.Cluster.ReadQuorum, expected.Cluster.WriteQuorum));
    }

    [Fact]
    public async Task Run_WithEveryWorkloadOption_HandsThemOver()
    {
        var run = await ProgramRun.OfRunAsync(
            "--workload", "b", "--ops", "500", "--concurrency", "64", "--rate", "2000.5", "--dist", "zipf",
            "--zipf_s", "1.2", "--keyspace", "77", "--value_bytes", "256", "--write_context", "blind",
            "--routing", "token-aware", "--failover", "off", "--failure_mode", "partition", "--warmup", "1.5",
            "--failure_duration", "2", "--crash_count", "2", "--no_restart", "--slow_ms", "7", "--partition_ms", "8",
            "--disk_ms", "9", "--data_dir", "d",
            "--post_repair", "--max_repair_rounds", "4", "--label", "mine", "--seed", "18446744073709551615");

        var options = run.Experiment!;
        Assert.Equal((WorkloadKind.B, 500L, 64, 2000.5), (
            options.Workload, options.Operations, options.Concurrency, options.Rate));
        Assert.Equal((KeyDistribution.Zipf, 1.2, 77, 256), (
            options.Distribution, options.ZipfExponent, options.Keyspace, options.ValueBytes));
        Assert.Equal((WriteContext.Blind, Routing.TokenAware, false), (
            options.WriteContext, options.Routing, options.Failover));
        Assert.Equal((FailureMode.SinglePartition, 1.5, 2.0, 2), (
            options.FailureMode, options.WarmupSeconds, options.FailureDurationSeconds, options.CrashCount));
        Assert.Equal((false, 7, 8), (options.Restart, options.SlowMs, options.PartitionMs));
        Assert.Equal((9, "d"), (options.DiskMs, options.DataDir));
        Assert.Equal((true, 4, "mine", ulong.MaxValue), (
            options.PostRepair, options.MaxRepairRounds, options.Label, options.Seed));
    }

    [Fact]
    public async Task Run_WithEveryNodeSetting_HandsThemOver()
    {
        var run = await ProgramRun.OfRunAsync(
            "--N", "4", "--R", "1", "--W", "3", "--quorum", "strict", "--placement", "random_tokens",
            "--versioning", "vv", "--clock_entries_max", "5", "--detector", "jacobson", "--durability", "sync",
            "--host", "embedded", "--read_fanout", "quorum", "--replica_timeout_ms", "11", "--client_timeout_ms", "12",
            "--hinted_handoff", "off", "--read_repair", "off", "--anti_entropy_interval_ms", "0",
            "--peer_sockets", "tcp");

        Assert.Equal(
            new ClusterSettings
            {
                ReplicationFactor = 4,
                ReadQuorum = 1,
                WriteQuorum = 3,
                Quorum = QuorumKind.Strict,
                Placement = Placement.RandomTokens,
                Versioning = VersioningKind.Vv,
                ClockEntriesMax = 5,
                Detector = DetectorKind.Jacobson,
                Durability = Durability.Sync,
                PeerSockets = PeerSockets.Tcp,
                ReadFanout = ReadFanout.Quorum,
                ReplicaTimeoutMs = 11,
                ClientTimeoutMs = 12,
                HintedHandoff = false,
                ReadRepair = false,
                AntiEntropyIntervalMs = 0,
            },
            run.Experiment!.Cluster);
        Assert.Contains("--placement", run.Experiment.GivenClusterOptions);
    }

    [Theory]
    [InlineData("--hints off --read_repair on --background_exchange on", false, true, true)]
    [InlineData("--hinted_handoff off --read_repair on", false, true, true)]
    [InlineData("--hints on --read-repair off --background-exchange off", true, false, false)]
    [InlineData("--background_exchange off --anti_entropy_interval_ms 0", true, true, false)]
    public async Task Run_WithRepairSwitchedOff_HandsItOver(string options, bool hints, bool reads, bool background)
    {
        var settings = (await ProgramRun.OfRunAsync(options.Split(' '))).Experiment!.Cluster;

        Assert.Equal(
            (hints, reads, background), (settings.HintedHandoff, settings.ReadRepair, settings.BackgroundExchange));
        Assert.Equal(background ? 10_000 : 0, settings.AntiEntropyIntervalMs);
    }

    [Theory]
    [InlineData("--replication_factor", "--read_quorum_r", "--write_quorum_w")]
    [InlineData("--replication-factor", "--read-quorum-r", "--write-quorum-w")]
    public async Task Run_WithTheLongNamesOfTheQuorums_MeansTheSame(string n, string r, string w)
    {
        var run = await ProgramRun.OfRunAsync(n, "5", r, "4", w, "3");

        var settings = run.Experiment!.Cluster;
        Assert.Equal((5, 4, 3), (settings.ReplicationFactor, settings.ReadQuorum, settings.WriteQuorum));
        Assert.Contains("--N", run.Experiment.GivenClusterOptions);
    }

    [Fact]
    public void EveryOption_OfSeveralWords_HasBothSpellings()
    {
        var options = new ExperimentOptionSet().Groups.SelectMany(g => g.Options).ToList();

        Assert.True(options.Count > 40);
        Assert.All(options, option =>
        {
            var names = option.Aliases.Append(option.Name).ToList();
            Assert.All(names.Where(n => n.Contains('_')), n => Assert.Contains("--" + n[2..].Replace('_', '-'), names));
        });
    }

    [Fact]
    public async Task Run_InKebabCase_MeansTheSame()
    {
        var snake = await ProgramRun.OfRunAsync(
            "--failure_mode", "single_partition", "--failure_duration", "3", "--post_repair", "--seed", "5");
        var kebab = await ProgramRun.OfRunAsync(
            "--failure-mode", "single-partition", "--failure-duration", "3", "--post-repair", "--seed", "5");

        Assert.NotNull(snake.Experiment);
        Assert.Equal(Comparable(snake.Experiment), Comparable(kebab.Experiment!));
    }

    [Fact]
    public async Task Run_WithoutSeed_RepeatsWithTheOneItDrew()
    {
        var run = await ProgramRun.OfRunAsync("--label", "x");

        Assert.EndsWith(
            $"--label x --seed {run.Experiment!.Seed}", run.Experiment.RepeatCommand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithSeed_RepeatsAsItWasCalled()
    {
        var run = await ProgramRun.OfRunAsync("--seed", "9");

        Assert.EndsWith("--seed 9", run.Experiment!.RepeatCommand, StringComparison.Ordinal);
        Assert.Equal(9UL, run.Experiment.Seed);
    }

    [Fact]
    public async Task Run_WithOutputDir_CreatesItAndNamesItInFull()
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.PathOf("a/b");

        var run = await ProgramRun.OfAsync(
            "run", "--nodes", "3", "--node_binary", scratch.File("dynamo-node", ""), "--output-dir", folder);

        Assert.Equal(folder, run.Experiment!.OutputDir);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Experiment_IsAnotherNameForRun()
    {
        using var scratch = new ScratchFolder();
        var procs = scratch.File(
            "procs.json", $$$"""{"node1": {"pid": {{{Environment.ProcessId}}}, "port": 60000}}""");

        var run = await ProgramRun.OfAsync(
            "experiment", "--cluster-procs", procs, "--output_dir", scratch.PathOf("out"));

        Assert.Equal("", run.Error);
        Assert.Null(run.Experiment!.Nodes);
        Assert.Equal(procs, run.Experiment.ClusterProcs);
    }

    [Fact]
    public async Task Run_WhenInterrupted_SaysSoAndEndsWith2()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        using var scratch = new ScratchFolder();

        var run = await ProgramRun.OfAsync(
            interrupt.Token, "run", "--nodes", "3", "--node_binary", scratch.File("dynamo-node", ""), "--output-dir",
            scratch.PathOf("out"));

        Assert.Equal((2, "error: interrupted\n"), (run.ExitCode, run.Error));
    }

    private static ExperimentOptions Comparable(ExperimentOptions options) => options with
    {
        OutputDir = "",
        NodeBinary = "",
        RepeatCommand = "",
        GivenClusterOptions = new HashSet<string>(options.GivenClusterOptions, StringComparer.Ordinal) is { Count: 1 }
            ? Nothing
            : options.GivenClusterOptions,
    };

    private static readonly HashSet<string> Nothing = [];
}
