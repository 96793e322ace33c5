using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>
/// What healed a replica is told by the nodes, and what the run put on them beside what was expected.
/// </summary>
public sealed class HealingTests : IDisposable
{
    private const string SourcesButRounds = "hint read_repair background_exchange";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>
    /// A node that forgot everything, and nothing on that would give it back: only the rounds do. Of so many keys few
    /// are written again before, which would heal them too.
    /// </summary>
    [Fact]
    public async Task Run_WithRepairSwitchedOff_CreditsEverythingToTheRounds()
    {
        var folder = _scratch.PathOf("run");
        var run = await DriverRun.RunAsync(
            _scratch.Folder,
            "run", "--nodes", "5", "--failure_mode", "crash", "--durability", "memory", "--duration", "7",
            "--warmup", "2", "--failure_duration", "2", "--keyspace", "2000", "--rate", "200", "--seed", "11",
            "--post_repair", "--hints", "off", "--read_repair", "off", "--background_exchange", "off",
            "--output_dir", folder);
        Assert.True(run.ExitCode == 0, run.All);
        var results = new ResultsFolder(folder);
        var parameters = results.Json("experiment_config.json").GetProperty("parameters");
        Assert.All(
            (string[])["hints", "read_repair", "background_exchange"],
            name => Assert.Equal("off", parameters.GetProperty(name).GetString()));

        var total = results.Metrics.GetProperty("healing").GetProperty("total");
        Assert.All(SourcesButRounds.Split(' '), source => Assert.Equal(0, KeysOf(total, source)));
        Assert.True(KeysOf(total, "explicit_round") > 0, total.ToString());
        Assert.Contains("by repair rounds", run.Output, StringComparison.Ordinal);
        AssertWhoAndWhere(results.Metrics);
    }

    private static void AssertWhoAndWhere(JsonElement metrics)
    {
        Assert.NotEqual("", metrics.GetProperty("environment").GetProperty("commit").GetString());
        Assert.True(metrics.GetProperty("client").GetProperty("cpu_cores").GetDouble() > 0);
        var nodes = metrics.GetProperty("load").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(5, nodes.Count);
        Assert.Equal(1, nodes.Sum(node => node.GetProperty("replica_share").GetDouble()), 6);
        Assert.Equal(1, nodes.Sum(node => node.GetProperty("expected_replica_share").GetDouble()), 6);
    }

    private static long KeysOf(JsonElement phase, string source) =>
        phase.GetProperty(source).GetProperty("keys").GetInt64();
}
