using System.IO.Compression;
using System.Net;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;

namespace DynamoLab.EndToEnd;

/// <summary>
/// The secret of a cluster that the driver spawns: in its file, while the cluster lives, and nowhere else.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecretTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Cluster_Started_KeepsItsSecretInItsFileAndTakesItAlong()
    {
        var secretFile = _scratch.PathOf("cluster_procs.json.secret");
        var basePort = 21_000 + (Environment.ProcessId % 500 * 20) + 17;
        await SucceedAsync("cluster", "start", "--nodes", "3", "--base_port", $"{basePort}", "--output_dir", "out");
        string secret, token;
        try
        {
            Assert.Equal(OwnersOnly, File.GetUnixFileMode(secretFile));
            secret = (await File.ReadAllTextAsync(secretFile, TestContext.Current.CancellationToken)).Trim();
            var nodes = JsonDocument.Parse(await File.ReadAllTextAsync(
                _scratch.PathOf("cluster_procs.json"), TestContext.Current.CancellationToken)).RootElement;
            foreach (var node in nodes.EnumerateObject())
            {
                Assert.Equal(secretFile, node.Value.GetProperty("secret_file").GetString());
                var process = $"/proc/{node.Value.GetProperty("pid").GetInt32()}";
                Assert.DoesNotContain(secret, File.ReadAllText($"{process}/cmdline"), StringComparison.Ordinal);
                Assert.DoesNotContain(secret, File.ReadAllText($"{process}/environ"), StringComparison.Ordinal);
            }

            var header = (await SucceedAsync("cluster", "token")).Output.Trim();
            token = header["Authorization: Bearer ".Length..];
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{basePort}/") };
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http));
            http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http));

            await SucceedAsync("put", "greeting", "hello");
            await SucceedAsync(
                "experiment", "--duration", "3", "--warmup", "1", "--keyspace", "50", "--failure_mode", "crash",
                "--failure_duration", "1", "--output_dir", _scratch.PathOf("run"));
            await AssertOnlyForWhoKnowsItAsync(secretFile);
        }
        finally
        {
            await SucceedAsync("cluster", "stop");
        }

        Assert.False(File.Exists(secretFile));
        AssertNowhere(secret, token);
    }

    [Fact]
    public async Task Run_WithNodesOfItsOwn_LeavesNothingOfTheirSecret()
    {
        var secretFile = _scratch.PathOf("run/cluster_procs.json.secret");
        using var driver = DriverRun.Start(
            _scratch.Folder, "run", "--nodes", "2", "--N", "2", "--duration", "3", "--warmup", "1", "--keyspace", "50",
            "--failure_mode", "none", "--output_dir", "run");
        var finished = DriverRun.FinishAsync(driver);
        var procs = _scratch.PathOf("run/cluster_procs.json");
        while (!File.Exists(procs) && !driver.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(OwnersOnly, File.GetUnixFileMode(secretFile));
        var secret = (await File.ReadAllTextAsync(secretFile, TestContext.Current.CancellationToken)).Trim();
        var run = await finished;

        Assert.True(run.ExitCode == 0, run.All);
        Assert.DoesNotContain(secret, run.All, StringComparison.Ordinal);
        Assert.False(File.Exists(secretFile));
        await SucceedAsync("bundle", "run");
        await ZipFile.ExtractToDirectoryAsync(
            _scratch.PathOf("run.bundle.zip"), _scratch.PathOf("bundle"), TestContext.Current.CancellationToken);
        AssertNowhere(secret);
    }

    /// <summary>With another secret, or with none, every command is turned away, and says why.</summary>
    private async Task AssertOnlyForWhoKnowsItAsync(string secretFile)
    {
        var other = _scratch.PathOf("other.secret");
        File.Copy(secretFile, other);
        await File.WriteAllTextAsync(other, new string('x', 64), TestContext.Current.CancellationToken);
        foreach (var command in (string[][])[["get", "greeting"], ["put", "greeting", "x"], ["repair"], ["experiment"]])
        {
            var run = await DriverRun.RunAsync(_scratch.Folder, [.. command, "--cluster_secret_file", other]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("the proof does not hold", run.Error, StringComparison.Ordinal);
        }

        File.SetUnixFileMode(other, OwnersOnly | UnixFileMode.OtherRead);
        var readable = await DriverRun.RunAsync(_scratch.Folder, "get", "greeting", "--cluster_secret_file", other);
        Assert.Equal(2, readable.ExitCode);
        Assert.Contains("has mode 0604", readable.Error, StringComparison.Ordinal);
        Assert.Contains("hello", (await SucceedAsync("get", "greeting")).Output, StringComparison.Ordinal);
    }

    private void AssertNowhere(params string[] secrets)
    {
        foreach (var file in Directory.EnumerateFiles(_scratch.Folder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("status", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<DriverRun> SucceedAsync(params string[] arguments)
    {
        var run = await DriverRun.RunAsync(_scratch.Folder, arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: exit {run.ExitCode}\n{run.All}");
        return run;
    }
}
