using System.Diagnostics;

namespace DynamoLab.EndToEnd;

/// <summary>
/// A short torture on real processes: real kills, real restarts, everything accounted for in the end.
/// </summary>
public sealed class TortureTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("sync")]
    [InlineData("sync", "--power_failure")]
    public async Task Torture_ForAFewSeconds_AccountsForEveryAcknowledgedWrite(params string[] how)
    {
        var folder = _scratch.PathOf("run");
        var run = await DriverRun.RunAsync(_scratch.Folder,
        [
            "torture", "--minutes", "0.07", "--nodes", "4", "--keyspace", "100", "--concurrency", "4",
            "--kill_interval", "0.2", "--seed", "5", "--output_dir", folder, "--durability", .. how,
        ]);

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("promise 1  held", run.Output, StringComparison.Ordinal);
        Assert.Contains("promise 2  held", run.Output, StringComparison.Ordinal);
        var results = new ResultsFolder(folder);
        results.AssertComplete();
        results.AssertNobodyLeft();
        Assert.Contains(results.Faults, line => line.StartsWith("crash,", StringComparison.Ordinal));
        Assert.True(File.ReadLines(Path.Combine(folder, "nodes.csv")).Count() > 5);
        Assert.Contains("--seed 5", run.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Torture_Interrupted_HealsAndJudgesWhatWasDone()
    {
        var folder = _scratch.PathOf("run");
        using var driver = DriverRun.Start(
            _scratch.Folder, "torture", "--minutes", "60", "--keyspace", "50", "--kill_interval", "0.2",
            "--output_dir", folder);
        var finished = DriverRun.FinishAsync(driver);
        var table = Path.Combine(folder, "nodes.csv");
        using var limit = new CancellationTokenSource(Patience);
        while (!File.Exists(table))
        {
            Assert.False(limit.IsCancellationRequested || driver.HasExited, "the torture does not begin");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        using var kill = Process.Start("kill", ["-INT", $"{driver.Id}"]);
        var run = await finished;

        Assert.True(run.ExitCode == 0 || run.Output.Contains("no operation succeeded"), run.All);
        Assert.Contains("interrupted: what was done until then is judged", run.Output, StringComparison.Ordinal);
        new ResultsFolder(folder).AssertNobodyLeft();
    }
}
