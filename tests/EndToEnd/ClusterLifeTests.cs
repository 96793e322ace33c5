using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>A cluster that outlives the command that started it, and every command that works on it.</summary>
public sealed class ClusterLifeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Cluster_StartedUsedAndStopped_LeavesNothingBehind()
    {
        await SucceedAsync("cluster", "start", "--nodes", "3", "--base_port", FreeBasePort());
        try
        {
            await UseAsync();
        }
        finally
        {
            await SucceedAsync("cluster", "stop");
        }

        Assert.False(File.Exists(_scratch.PathOf("cluster_procs.json")));
    }

    [Fact]
    public async Task Cluster_StartedAgainOnItsData_HasItAgain_AndNoOtherTakesItMeanwhile()
    {
        string[] start = ["cluster", "start", "--nodes", "3", "--durability", "sync", "--data_dir", "kept"];
        await SucceedAsync([.. start, "--base_port", FreeBasePort(10)]);
        try
        {
            await SucceedAsync("put", "greeting", "hello");
            var second = await DriverRun.RunAsync(
                _scratch.Folder, [.. start, "--base_port", FreeBasePort(14), "--cluster_procs", "second.json"]);
            Assert.Equal(2, second.ExitCode);
            Assert.Contains("is used by a process that runs", second.Error, StringComparison.Ordinal);
        }
        finally
        {
            await SucceedAsync("cluster", "stop");
        }

        await SucceedAsync([.. start, "--base_port", FreeBasePort(10)]);
        try
        {
            Assert.Contains("hello", (await SucceedAsync("get", "greeting")).Output, StringComparison.Ordinal);
        }
        finally
        {
            await SucceedAsync("cluster", "stop");
        }
    }

    private static string FreeBasePort(int more = 0) => $"{21_000 + (Environment.ProcessId % 500 * 20) + more}";

    /// <summary>Of the thread that serves the sockets. Linux alone has the policy.</summary>
    private static void AssertIsScheduledAsBatch(int pid)
    {
        const string Batch = "3";
        if (OperatingSystem.IsLinux())
        {
            var stats = Directory.EnumerateDirectories($"/proc/{pid}/task").Select(t => File.ReadAllText($"{t}/stat"));
            var sockets = Assert.Single(stats, s => s.Contains("(sockets)", StringComparison.Ordinal));

            // Field 41 of proc(5), counted from behind the name, which may have blanks.
            Assert.Equal(Batch, sockets[(sockets.LastIndexOf(')') + 2)..].Split(' ')[38]);
        }
    }

    private async Task UseAsync()
    {
        var pids = JsonDocument.Parse(await File.ReadAllTextAsync(
            _scratch.PathOf("cluster_procs.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(["node1", "node2", "node3"], pids.EnumerateObject().Select(n => n.Name));
        Assert.All(
            pids.EnumerateObject(), n => Assert.True(ResultsFolder.IsNode(n.Value.GetProperty("pid").GetInt32())));

        Assert.All(pids.EnumerateObject(), n => AssertIsScheduledAsBatch(n.Value.GetProperty("pid").GetInt32()));

        Assert.Contains("node3", (await SucceedAsync("cluster", "status")).Output, StringComparison.Ordinal);
        await SucceedAsync("put", "greeting", "hello");
        Assert.Contains("hello", (await SucceedAsync("get", "greeting")).Output, StringComparison.Ordinal);
        await SucceedAsync("delete", "greeting");
        Assert.DoesNotContain("hello", (await SucceedAsync("get", "greeting")).Output, StringComparison.Ordinal);

        await SucceedAsync(
            "experiment", "--duration", "3", "--warmup", "1", "--keyspace", "50", "--concurrency", "4",
            "--post_repair", "--output_dir", _scratch.PathOf("run"));
        await SucceedAsync("repair", "--output_dir", _scratch.PathOf("repair"));
        var repaired = new ResultsFolder(_scratch.PathOf("repair")).RepairResults;
        Assert.All(repaired.EnumerateObject(), key => Assert.Equal(0, key.Value.GetInt32()));

        var other = await DriverRun.RunAsync(
            _scratch.Folder, "experiment", "--N", "2", "--duration", "3", "--warmup", "1");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("--N", other.Error, StringComparison.Ordinal);
    }

    private async Task<DriverRun> SucceedAsync(params string[] arguments)
    {
        var run = await DriverRun.RunAsync(_scratch.Folder, arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: exit {run.ExitCode}\n{run.All}");
        return run;
    }
}
