using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>
/// The main experiment, short, once per failure mode and host that is built, on real processes over real sockets.
/// </summary>
public sealed class FailureModeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Hosts => [.. DriverRun.Hosts];

    public static MatrixTheoryData<string, string> HostsAndModes { get; } =
        new(DriverRun.Hosts, ["crash", "slow", "single_partition"]);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Run_WithoutFault_HoldsEveryPromiseAndFailsNothing(string host)
    {
        var results = await RunAsync(host, "none", "--workload", "B", "--dist", "zipf");

        Assert.Equal(1.0, Availability(results.Metrics.GetProperty("overall")));
        Assert.Single(results.Faults);
    }

    [Theory]
    [MemberData(nameof(HostsAndModes))]
    public async Task Run_WithOneNodeOfFiveFaulty_StaysAvailableAndConverges(string host, string mode)
    {
        var results = await RunAsync(host, mode);

        var availability = Availability(results.Window("failure"));
        Assert.True(availability >= 0.999, $"availability in the failure window: {availability}");
        Assert.Contains(results.Faults, line => line.Contains(",inject,", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(results.Faults, line => line.Contains(",heal,", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// One disk of five takes 100 ms for every write and every fsync: whoever asks its node waits that long, and
    /// clients that wait for their answer before they go on get much less done.
    /// </summary>
    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Run_WithOneSlowDisk_IsSlowedByItAndRecovers(string host)
    {
        const int DiskUs = 100_000;
        var results = await RunAsync(host, "slow_disk", "--durability", "sync", "--disk_ms", "100");

        var (before, failure) = (results.Window("warmup"), results.Window("failure"));
        Assert.True(Availability(failure) >= 0.999, $"availability in the failure window: {Availability(failure)}");
        var writes = failure.GetProperty("operations").GetProperty("WRITE").GetProperty("service_time");
        var p99 = writes.GetProperty("p99_us").GetDouble();
        Assert.True(p99 >= DiskUs, $"p99 of writes in the failure window: {p99} us");
        Assert.True(
            OpsPerSecond(failure) < OpsPerSecond(before) / 2,
            $"{OpsPerSecond(before)} ops/s before the failure, {OpsPerSecond(failure)} in it");
        AssertInjectedAndHealed(results, "slow_disk");
    }

    /// <summary>
    /// One disk of five is full: its node refuses what it should write, first attempts fail, and other nodes take them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Run_WithOneFullDisk_RefusesFirstAttemptsAndStaysAvailable(string host)
    {
        var results = await RunAsync(host, "disk_full");

        var failure = results.Window("failure");
        Assert.True(Availability(failure) >= 0.999, $"availability in the failure window: {Availability(failure)}");
        Assert.InRange(failure.GetProperty("availability_without_failover").GetDouble(), 0.5, 0.9999);
        Assert.Contains(results.Workload, line => line.Contains("no space left", StringComparison.Ordinal));
        AssertInjectedAndHealed(results, "disk_full");
    }

    private static void AssertInjectedAndHealed(ResultsFolder results, string kind) => Assert.Equal(
        ["inject", "heal"],
        results.Faults.Skip(1).Select(line => line.Split(',')).Where(cells => cells.Contains(kind))
            .Select(cells => cells.First(c => c is "inject" or "heal")));

    private static double OpsPerSecond(JsonElement window) =>
        window.GetProperty("successful_ops_per_s").GetDouble();

    private static double Availability(JsonElement window) =>
        window.GetProperty("availability_with_failover").GetDouble();

    private async Task<ResultsFolder> RunAsync(string host, string mode, params string[] more)
    {
        var folder = _scratch.PathOf("run");
        var run = await DriverRun.RunAsync(
            _scratch.Folder,
            [
                "run", "--nodes", "5", "--host", host, "--failure_mode", mode, "--duration", "9", "--warmup", "3",
                "--failure_duration", "3", "--keyspace", "300", "--seed", "11", "--post_repair",
                "--output_dir", folder, .. more,
            ]);
        Assert.True(run.ExitCode == 0, run.All);
        var results = new ResultsFolder(folder);
        results.AssertComplete();
        results.AssertNobodyLeft();
        AssertConverged(results);
        var parameters = results.Json("experiment_config.json").GetProperty("parameters");
        Assert.Equal(host, parameters.GetProperty("host").GetString());
        Assert.Contains("--seed 11", run.LastLine, StringComparison.Ordinal);
        return results;
    }

    /// <summary>Every key of the keyspace is there, each with the number of rounds it took.</summary>
    private static void AssertConverged(ResultsFolder results)
    {
        var rounds = results.RepairResults.EnumerateObject().ToList();
        Assert.Equal(300, rounds.Count);
        Assert.All(rounds, key => Assert.InRange(key.Value.GetInt32(), 0, 10));
    }
}
