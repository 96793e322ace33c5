using DynamoLab.Core.Storage;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Tests.Cli.Validation;

public sealed class ExperimentValidationTests
{
    private static readonly ExperimentOptions Good =
        new() { Nodes = 5, OutputDir = "", Label = "run1", Seed = 1, RepeatCommand = "" };

    [Fact]
    public void Errors_OfTheDefaults_AreNone() => Assert.Empty(ExperimentValidation.Errors(Good));

    [Theory]
    [InlineData(0, "--nodes 0 is outside 1..4096")]
    [InlineData(4097, "--nodes 4097 is outside 1..4096")]
    [InlineData(2, "--N 3 is outside 1..2 (--nodes)")]
    public void Nodes_OutOfRange_IsNamed(int nodes, string line) =>
        Assert.Equal(line, First(Good with { Nodes = nodes }));

    [Theory]
    [InlineData(0, 1, 1, "--N 0 is outside 1..5 (--nodes)")]
    [InlineData(6, 1, 1, "--N 6 is outside 1..5 (--nodes)")]
    [InlineData(3, 0, 1, "--R 0 is outside 1..3 (N)")]
    [InlineData(3, 4, 1, "--R 4 is outside 1..3 (N)")]
    [InlineData(3, 1, 0, "--W 0 is outside 1..3 (N)")]
    [InlineData(3, 1, 4, "--W 4 is outside 1..3 (N)")]
    public void Quorum_OutOfRange_IsNamed(int n, int r, int w, string line)
    {
        var cluster = new ClusterSettings { ReplicationFactor = n, ReadQuorum = r, WriteQuorum = w };

        Assert.Equal(line, First(Good with { Cluster = cluster }));
    }

    [Fact]
    public void NodeSettings_OutOfRange_AreNamed()
    {
        var cluster = new ClusterSettings
        {
            ClockEntriesMax = 0,
            ReplicaTimeoutMs = 0,
            ClientTimeoutMs = -1,
            AntiEntropyIntervalMs = -1,
        };

        Assert.Equal(
            [
                "--clock_entries_max 0 must be 1 or more",
                "--replica_timeout_ms 0 must be 1 or more",
                "--client_timeout_ms -1 must be 1 or more",
                "--anti_entropy_interval_ms -1 must be 0 or more",
            ],
            ExperimentValidation.Errors(Good with { Cluster = cluster }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Operations_BelowOne_AreNamed(long operations) =>
        Assert.Equal($"--ops {operations} must be 1 or more", First(Good with { Operations = operations }));

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void Concurrency_OutOfRange_IsNamed(int concurrency) =>
        Assert.Equal(
            $"--concurrency {concurrency} is outside 1..10000", First(Good with { Concurrency = concurrency }));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Keyspace_BelowOne_IsNamed(int keyspace) =>
        Assert.Equal($"--keyspace {keyspace} is outside 1..10000000", First(Good with { Keyspace = keyspace }));

    [Theory]
    [InlineData(15)]
    [InlineData(1_048_577)]
    public void ValueBytes_OutOfRange_IsNamed(int bytes) =>
        Assert.Equal($"--value_bytes {bytes} is outside 16..1048576", First(Good with { ValueBytes = bytes }));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Rate_NotAFiniteNumberAboveZero_IsNamed(double rate) =>
        Assert.Equal(
            FormattableString.Invariant($"--rate {rate} must be a finite number above 0"),
            First(Good with { Rate = rate }));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ZipfExponent_NegativeOrNotFinite_IsNamed(double exponent) =>
        Assert.Equal(
            FormattableString.Invariant($"--zipf_s {exponent} must be a finite number, 0 or more"),
            First(Good with { ZipfExponent = exponent }));

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void Duration_NotAboveZero_IsNamed(double duration) =>
        Assert.Equal(
            FormattableString.Invariant($"--duration {duration} must be a finite number above 0"),
            First(Good with { DurationSeconds = duration, WarmupSeconds = 0 }));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Warmup_NegativeOrNotFinite_IsNamed(double warmup) =>
        Assert.Equal(
            FormattableString.Invariant($"--warmup {warmup} must be a finite number, 0 or more"),
            First(Good with { WarmupSeconds = warmup }));

    [Theory]
    [InlineData(60)]
    [InlineData(61.5)]
    public void Warmup_NotBelowTheDuration_IsNamed(double warmup) =>
        Assert.Equal(
            FormattableString.Invariant($"--warmup {warmup} must be below --duration 60"),
            First(Good with { WarmupSeconds = warmup }));

    [Fact]
    public void Failure_ThatEndsWithTheRun_IsNamed()
    {
        var options = Good with { FailureMode = FailureMode.Crash, WarmupSeconds = 40, FailureDurationSeconds = 20 };

        Assert.Equal("--warmup 40 + --failure_duration 20 = 60 must be below --duration 60", First(options));
        Assert.Null(First(options with { FailureMode = FailureMode.None }));
        Assert.Null(First(options with { WarmupSeconds = 39.9 }));
    }

    [Fact]
    public void Failure_OfNoDuration_IsNamed() => Assert.Equal(
        "--failure_duration 0 must be a finite number above 0",
        First(Good with { FailureMode = FailureMode.Slow, FailureDurationSeconds = 0 }));

    [Fact]
    public void Warmup_WithOps_NeedsNoRoom() => Assert.Null(
        First(Good with { Operations = 10, WarmupSeconds = 100, FailureMode = FailureMode.Slow }));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void CrashCount_OutOfRange_IsNamed(int count) =>
        Assert.Equal($"--crash_count {count} is outside 1..5 (--nodes)", First(Good with { CrashCount = count }));

    [Fact]
    public void Delays_BelowOne_AreNamed()
    {
        Assert.Equal("--slow_ms 0 must be 1 or more", First(Good with { SlowMs = 0 }));
        Assert.Equal("--partition_ms 0 must be 1 or more", First(Good with { PartitionMs = 0 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60_001)]
    public void DiskMs_OutOfRange_IsNamed(int disk) =>
        Assert.Equal($"--disk_ms {disk} is outside 1..60000", First(Good with { DiskMs = disk }));

    [Theory]
    [InlineData(FailureMode.SlowDisk, "slow_disk")]
    [InlineData(FailureMode.DiskFull, "disk_full")]
    public void DiskFault_InMemory_HasNoDisk(FailureMode mode, string word)
    {
        var options = Good with { FailureMode = mode };

        Assert.Null(First(options));
        Assert.Equal(
            $"--failure_mode {word} needs a disk: --durability memory must be buffered or sync",
            First(options with { Cluster = options.Cluster with { Durability = Durability.Memory } }));
    }

    [Fact]
    public void MaxRepairRounds_BelowOne_IsNamed() =>
        Assert.Equal("--max_repair_rounds 0 must be 1 or more", First(Good with { MaxRepairRounds = 0 }));

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("two words")]
    public void Label_ThatIsNoFileName_IsNamed(string label) => Assert.Equal(
        $"--label {label} must be 1 to 100 letters, digits, '.', '_', '-', '+' or '='",
            First(Good with { Label = label }));

    [Fact]
    public void RunningCluster_DecidesWhatWasNotGiven()
    {
        var attached = Good with { Nodes = null, Cluster = new ClusterSettings { ReadQuorum = 9 } };

        Assert.Null(First(attached));
        Assert.Equal(
            "--R 9 is outside 1..3 (N)",
            First(attached with { GivenClusterOptions = new HashSet<string> { "--N", "--R" } }));
    }

    private static string? First(ExperimentOptions options) => ExperimentValidation.Errors(options).FirstOrDefault();
}
