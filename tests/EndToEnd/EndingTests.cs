using System.Diagnostics;
using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>However a run ends, its nodes and their secret end with it.</summary>
public sealed class EndingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task Run_DriverEndedInTheMiddle_NodesLeaveAndTheSecretIsGone(string signal)
    {
        using var driver = DriverRun.Start(
            _scratch.Folder, "run", "--nodes", "3", "--duration", "60", "--warmup", "5", "--keyspace", "50",
            "--output_dir", _scratch.PathOf("run"));
        var finished = DriverRun.FinishAsync(driver);
        var pids = await NodesOfAsync(_scratch.PathOf("run/cluster_procs.json"), driver);
        Assert.True(File.Exists(_scratch.PathOf("run/cluster_procs.json.secret")));

        using var kill = Process.Start("kill", [$"-{signal}", $"{driver.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, (await finished).ExitCode);
        await UntilAsync(() => !pids.Any(ResultsFolder.IsNode), "nodes still run");
        Assert.False(File.Exists(_scratch.PathOf("run/cluster_procs.json.secret")));
    }

    private static async Task<int[]> NodesOfAsync(string procs, Process driver)
    {
        await UntilAsync(() => File.Exists(procs) || driver.HasExited, "no cluster_procs.json");
        var text = await File.ReadAllTextAsync(procs, TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateObject().Select(
            n => n.Value.GetProperty("pid").GetInt32())];
    }

    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, otherwise);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
