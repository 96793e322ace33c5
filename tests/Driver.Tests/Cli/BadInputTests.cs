namespace DynamoLab.Driver.Tests.Cli;

/// <summary>Every bad input ends in one line, exit code 2, and nothing run.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("--workload C", "--workload C is not one of: A, B")]
    [InlineData("--dist pareto", "--dist pareto is not one of: uniform, zipf, ycsb_zipf")]
    [InlineData("--failure_mode flood",
        "--failure_mode flood is not one of: none, crash, slow, single_partition, partition, slow_disk, disk_full")]
    [InlineData("--write_context all", "--write_context all is not one of: last, read, blind")]
    [InlineData("--routing near", "--routing near is not one of: random, sticky, token_aware")]
    [InlineData("--failover yes", "--failover yes is not one of: on, off")]
    [InlineData("--quorum loose", "--quorum loose is not one of: sloppy, strict")]
    [InlineData("--placement none",
        "--placement none is not one of: fixed_partitions, random_tokens, random_tokens_equal_partitions")]
    [InlineData("--versioning itc", "--versioning itc is not one of: dvv, vv, lww")]
    [InlineData("--detector swim", "--detector swim is not one of: phi, fixed, jacobson")]
    [InlineData("--durability disk", "--durability disk is not one of: memory, buffered, sync")]
    [InlineData("--host kubernetes", "--host kubernetes is not one of: embedded, orleans")]
    [InlineData("--peer_sockets udp", "--peer_sockets udp is not one of: unix, tcp")]
    [InlineData("--read_fanout two", "--read_fanout two is not one of: all, quorum")]
    [InlineData("--hints maybe", "--hints maybe is not one of: on, off")]
    [InlineData("--hinted-handoff maybe", "--hints maybe is not one of: on, off")]
    [InlineData("--read_repair 1", "--read_repair 1 is not one of: on, off")]
    [InlineData("--background-exchange true", "--background_exchange true is not one of: on, off")]
    [InlineData("--background_exchange on --anti_entropy_interval_ms 0",
        "--background_exchange on needs an --anti_entropy_interval_ms above 0")]
    [InlineData("--background_exchange off --anti_entropy_interval_ms 500",
        "--background_exchange off and --anti_entropy_interval_ms 500 contradict each other: give one")]
    [InlineData("--hints off --hinted_handoff on", "--hints is given more than once")]
    [InlineData("--concurrency ten", "--concurrency ten is not a whole number below 2^31")]
    [InlineData("--concurrency 1e3", "--concurrency 1e3 is not a whole number below 2^31")]
    [InlineData("--key_prefix a/b", "--key_prefix a/b must be 1 to 40 letters, digits, '.', '_' or '-'")]
    [InlineData("--keyspace 3000000000", "--keyspace 3000000000 is not a whole number below 2^31")]
    [InlineData("--duration long", "--duration long is not a number")]
    [InlineData("--seed -1", "--seed -1 is not a whole number from 0 to 2^64 - 1")]
    [InlineData("--R 4", "--R 4 is outside 1..3 (N)")]
    [InlineData("--zipf-s NaN", "--zipf_s NaN must be a finite number, 0 or more")]
    [InlineData("--zipf_s", "--zipf_s needs a value: <s>")]
    [InlineData("--seed 1 --seed 2", "--seed is given more than once")]
    [InlineData("--workloads A", "--workloads is not an option of 'dynamolab run'; did you mean --workload?")]
    [InlineData(
        "--failure-mod crash", "--failure-mod is not an option of 'dynamolab run'; did you mean --failure-mode?")]
    [InlineData("--xyzzy", "--xyzzy is not an option of 'dynamolab run'; --help lists them")]
    [InlineData("now", "'now' is more than 'dynamolab run' takes")]
    [InlineData("--cluster_procs x.json",
        "--nodes spawns a cluster and --cluster_procs names a running one: give one of them")]
    [InlineData("--cluster_secret_file x",
        "--nodes spawns a cluster with a secret of its own, and --cluster_secret_file is for a running one: "
            + "give one of them")]
    [InlineData("--ops 5 --duration 30", "--ops ends the run instead of --duration: give one of them")]
    public async Task Run_WithABadOption_NamesItAndWhatIsAccepted(string arguments, string line)
    {
        var run = await ProgramRun.OfRunAsync(arguments.Split(' '));

        Assert.Equal($"error: {line}\n", run.Error);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Null(run.Experiment);
    }

    [Theory]
    [InlineData(
        "",
        "no command is given; accepted: run, experiment, torture, cluster, matrix, repair, simulate, study, report, "
        + "pbs, bundle, rerun, get, put, delete")]
    [InlineData(
        "rum",
        "'rum' is not a command; accepted: run, experiment, torture, cluster, matrix, repair, simulate, study, report, "
        + "pbs, bundle, rerun, get, put, delete")]
    [InlineData("study", "no command is given; accepted: convergence, ring, versions")]
    [InlineData("cluster", "no command is given; accepted: start, stop, status, token")]
    [InlineData("cluster restart", "'restart' is not a command; accepted: start, stop, status, token")]
    [InlineData("cluster start", "--nodes is missing: how many to start")]
    [InlineData("cluster start --nodes 2", "--N 3 is outside 1..2 (--nodes)")]
    [InlineData("cluster start --nodes 3 --background_exchange on --anti_entropy_interval_ms 0",
        "--background_exchange on needs an --anti_entropy_interval_ms above 0")]
    [InlineData("torture --background_exchange on --anti_entropy_interval_ms 0",
        "--background_exchange on needs an --anti_entropy_interval_ms above 0")]
    [InlineData("repair --max_repair_rounds 0", "--max_repair_rounds 0 must be 1 or more")]
    [InlineData("matrix", "FILE is missing: dynamolab matrix FILE")]
    [InlineData("matrix m.json", "m.json does not exist; accepted: a matrix file, such as cluster/matrix/seed.json")]
    [InlineData("matrix m.json --repeats 0", "--repeats 0 is outside 1..1000")]
    [InlineData("report", "FOLDER is missing: dynamolab report FOLDER...")]
    [InlineData("report nowhere",
        "nowhere is not there; accepted: the folder of a run, such as results/<timestamp>_<label>")]
    [InlineData("report nowhere --output_dir x",
        "--output_dir is for a comparison: the page of one run goes into the run's folder")]
    [InlineData("get", "KEY is missing: dynamolab get KEY")]
    [InlineData("put k", "VALUE is missing: dynamolab put KEY VALUE")]
    [InlineData("put k v --context no!", "--context no! is not a causal context; 'get' and 'put' print them")]
    [InlineData("get k --W 2", "--W is not an option of 'dynamolab get KEY'; did you mean --R?")]
    public async Task Command_ThatCannotBeUnderstood_SaysHowItWouldBe(string arguments, string line)
    {
        var run = await ProgramRun.OfAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, $"error: {line}\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("experiment")]
    [InlineData("repair")]
    [InlineData("get k")]
    [InlineData("put k v")]
    [InlineData("delete k")]
    [InlineData("cluster stop")]
    [InlineData("cluster status")]
    public async Task Command_WithoutItsClusterFile_NamesTheFile(string command)
    {
        using var scratch = new ScratchFolder();
        var missing = scratch.PathOf("none.json");

        var run = await ProgramRun.OfAsync([.. command.Split(' '), "--cluster_procs", missing]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"error: --cluster_procs {missing} does not exist; 'dynamolab cluster start --nodes 5' writes one\n",
            run.Error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("repair")]
    [InlineData("cluster status")]
    [InlineData("cluster stop")]
    [InlineData("get k")]
    public async Task Command_WithAMalformedClusterFile_NamesTheLine(string command)
    {
        using var scratch = new ScratchFolder();
        var procs = scratch.File("procs.json", "{\n\"node1\": {\"pid\": 1}\n}");

        var run = await ProgramRun.OfAsync([.. command.Split(' '), "--cluster_procs", procs]);

        Assert.Equal(
            (2, $"error: --cluster_procs {procs}, line 2: node1 has no \"port\"\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Run_WithADuplicatePort_NamesBothNodes()
    {
        using var scratch = new ScratchFolder();
        var procs = scratch.File(
            "procs.json", """{"node1": {"pid": 1, "port": 6000}, "node2": {"pid": 1, "port": 6000}}""");

        var run = await ProgramRun.OfAsync("run", "--cluster_procs", procs);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("node2 has \"port\" 6000, which node1 has already", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "no such process: node1 (pid 2147483647)")]
    [InlineData("repair", "no such process: node1 (pid 2147483647)")]
    [InlineData("cluster status", "no such process: node1 (pid 2147483647)")]
    [InlineData("get k", "no node answers: no process of it runs")]
    public async Task Command_WithADeadProcess_NamesIt(string command, string end)
    {
        using var scratch = new ScratchFolder();
        var procs = scratch.File("procs.json", $$$"""{"node1": {"pid": {{{int.MaxValue}}}, "port": 6000}}""");

        var run = await ProgramRun.OfAsync([.. command.Split(' '), "--cluster_procs", procs]);

        Assert.Equal((2, $"error: --cluster_procs {procs}: {end}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task ClusterStop_OfAProcessThatIsNoNode_LeavesItAlone()
    {
        using var scratch = new ScratchFolder();
        var procs = scratch.File(
            "procs.json", $$$"""{"node1": {"pid": {{{Environment.ProcessId}}}, "port": 6001}}""");

        var run = await ProgramRun.OfAsync("cluster", "stop", "--cluster_procs", procs);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("was left alone, and the file is kept", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(procs));
    }

    [Fact]
    public async Task Run_WithoutANodeProgram_NamesWhereItLooked()
    {
        using var scratch = new ScratchFolder();

        var run = await ProgramRun.OfAsync(
            "run", "--nodes", "3", "--node_binary", scratch.PathOf("gone"), "--output_dir", scratch.PathOf("out"));

        Assert.Equal(
            (2, $"error: --node_binary {scratch.PathOf("gone")} does not exist; "
                + "it must be the node program, dynamo-node\n"),
            (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(scratch.PathOf("out")));
    }

    [Fact]
    public async Task Run_WithAnOutputDirThatIsAFile_NamesIt()
    {
        using var scratch = new ScratchFolder();
        var file = scratch.File("taken", "");

        var run = await ProgramRun.OfAsync("run", "--nodes", "3", "--node_binary", file, "--output_dir", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            $"error: --output_dir {file} must be a folder that can be written to:", run.Error,
                StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
