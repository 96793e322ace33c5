using System.Text;
using System.Text.Json;
using DynamoLab.Node.Tests;

namespace DynamoLab.EndToEnd;

/// <summary>Clusters that speak nothing but TLS, spawned by the driver and used by all of its commands.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Certificates _certificates = new();

    public static TheoryData<string> Hosts => [.. DriverRun.Hosts];

    public void Dispose()
    {
        _certificates.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Run_OverTls_SurvivesACrashAndConverges(string host)
    {
        await SucceedAsync([
            "run", "--nodes", "3", "--host", host, "--duration", "6", "--warmup", "2", "--failure_mode", "crash",
            "--failure_duration", "2", "--keyspace", "100", "--concurrency", "4", "--post_repair",
            "--output_dir", "run", .. _certificates.OptionsIn(_scratch.Folder),
        ]);

        var results = new ResultsFolder(_scratch.PathOf("run"));
        results.AssertComplete();
        results.AssertNobodyLeft();
        AssertNamesTheAuthority(results.Json("cluster_procs.json"));
        Assert.Equal(
            _scratch.PathOf("node.pem"),
            results.Json("experiment_config.json").GetProperty("parameters").GetProperty("tls_cert").GetString());
        var key = File.ReadAllLines(_scratch.PathOf("node.key"))[1];
        foreach (var file in Directory.EnumerateFiles(_scratch.PathOf("run"), "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(key, File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cluster_StartedWithTls_IsUsedByEveryCommandThroughItsFile()
    {
        var basePort = $"{21_000 + (Environment.ProcessId % 500 * 20) + 6}";
        var options = _certificates.OptionsIn(_scratch.Folder).Select(word => Path.GetFileName(word)).ToArray();
        await SucceedAsync([
            "cluster", "start", "--nodes", "3", "--base_port", basePort, "--output_dir", "out", .. options,
        ]);
        try
        {
            AssertNamesTheAuthority(await ProcsAsync());
            Assert.Contains("node3", (await SucceedAsync("cluster", "status")).Output, StringComparison.Ordinal);
            await SucceedAsync("put", "greeting", "hello");
            Assert.Contains("hello", (await SucceedAsync("get", "greeting")).Output, StringComparison.Ordinal);
            await SucceedAsync("delete", "greeting");
            await SucceedAsync(
                "experiment", "--duration", "4", "--warmup", "1", "--keyspace", "50", "--concurrency", "4",
                "--failure_mode", "crash", "--failure_duration", "1", "--output_dir", "attached");
            await SucceedAsync("repair");
            await AssertOnlyWithItsAuthorityAsync();
        }
        finally
        {
            await SucceedAsync("cluster", "stop");
        }

        Assert.True(File.Exists(_scratch.PathOf("node.key")));
    }

    private async Task AssertOnlyWithItsAuthorityAsync()
    {
        using var others = new Certificates();
        await File.WriteAllTextAsync(
            _scratch.PathOf("others.pem"), others.AuthorityPem, TestContext.Current.CancellationToken);
        var procs = await File.ReadAllTextAsync(
            _scratch.PathOf("cluster_procs.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _scratch.PathOf("others.json"), procs.Replace("ca.pem", "others.pem", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        foreach (var command in (string[][])[["get", "k"], ["put", "k", "v"], ["repair"], ["cluster", "status"]])
        {
            var run = await DriverRun.RunAsync(_scratch.Folder, [.. command, "--cluster_procs", "others.json"]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("certificate", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    private void AssertNamesTheAuthority(JsonElement procs) => Assert.All(
        procs.EnumerateObject(),
        node => Assert.Equal(_scratch.PathOf("ca.pem"), node.Value.GetProperty("tls_ca").GetString()));

    private async Task<JsonElement> ProcsAsync() => JsonDocument.Parse(await File.ReadAllTextAsync(
        _scratch.PathOf("cluster_procs.json"), TestContext.Current.CancellationToken)).RootElement;

    private async Task<DriverRun> SucceedAsync(params string[] arguments)
    {
        var run = await DriverRun.RunAsync(_scratch.Folder, arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: exit {run.ExitCode}\n{run.All}");
        return run;
    }
}
