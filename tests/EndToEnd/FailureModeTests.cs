using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>The main experiment, short, once per failure mode, on real processes over real sockets.</summary>
public sealed class FailureModeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Run_WithoutFault_HoldsEveryPromiseAndFailsNothing()
    {
        var results = await RunAsync("none", "--workload", "B", "--dist", "zipf");

        Assert.Equal(1.0, Availability(results.Metrics.GetProperty("overall")));
        Assert.Single(results.Faults);
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("slow")]
    [InlineData("single_partition")]
    public async Task Run_WithOneNodeOfFiveFaulty_StaysAvailableAndConverges(string mode)
    {
        var results = await RunAsync(mode);

        var availability = Availability(results.Window("failure"));
        Assert.True(availability >= 0.999, $"availability in the failure window: {availability}");
        Assert.Contains(results.Faults, line => line.Contains(",inject,", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(results.Faults, line => line.Contains(",heal,", StringComparison.OrdinalIgnoreCase));
    }

    private static double Availability(JsonElement window) =>
        window.GetProperty("availability_with_failover").GetDouble();

    private async Task<ResultsFolder> RunAsync(string mode, params string[] more)
    {
        var folder = _scratch.PathOf("run");
        var run = await DriverRun.RunAsync(
            _scratch.Folder,
            [
                "run", "--nodes", "5", "--failure_mode", mode, "--duration", "9", "--warmup", "3",
                "--failure_duration", "3", "--keyspace", "300", "--seed", "11", "--post_repair",
                "--output_dir", folder, .. more,
            ]);
        Assert.True(run.ExitCode == 0, run.All);
        var results = new ResultsFolder(folder);
        results.AssertComplete();
        results.AssertNobodyLeft();
        AssertConverged(results);
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
