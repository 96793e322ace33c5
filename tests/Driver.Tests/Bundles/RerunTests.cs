using System.IO.Compression;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Tests.Cli;

namespace DynamoLab.Driver.Tests.Bundles;

public sealed class RerunTests
{
    [Fact]
    public async Task Rerun_ThatGivesTheSameFigures_IsReproduced()
    {
        using var scratch = new ScratchFolder();
        var options = new List<ExperimentOptions>();

        var run = await RerunAsync(scratch, throughputs: [990, 1010, 1005], options);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("verdict: reproduced: all 2 figures", run.Output, StringComparison.Ordinal);
        Assert.Contains("differs: cpu_count: 64 in the bundle, 2 here", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("differs: os", run.Output, StringComparison.Ordinal);
        Assert.All(options, o => Assert.Equal((5, 10L, "plain", 4UL), (o.Nodes, o.Operations, o.Label, o.Seed)));
        Assert.Equal(3, options.Select(o => o.OutputDir).Distinct().Count());
        Assert.True(File.Exists(scratch.PathOf("out/rerun.csv")));
    }

    [Fact]
    public async Task Rerun_ThatGivesOthers_EndsWithOne()
    {
        using var scratch = new ScratchFolder();

        var run = await RerunAsync(scratch, throughputs: [500, 501, 502, 500]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "verdict: not reproduced: 1 of 2 figures lie outside of their 95% intervals (throughput)", run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_ThatBreaksAPromise_EndsWithOne()
    {
        using var scratch = new ScratchFolder();

        var run = await RerunAsync(scratch, throughputs: [1000, 1001], exitCode: 1);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("2 repeats broke a promise", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_OfWhatIsNoBundle_IsOneLine()
    {
        using var scratch = new ScratchFolder();
        var text = scratch.File("x.zip", "hello");
        var empty = scratch.PathOf("empty.zip");
        ZipFile.Open(empty, ZipArchiveMode.Create).Dispose();

        await AssertRefused(scratch.PathOf("gone.zip"), "does not exist; 'dynamolab bundle FOLDER' makes one");
        await AssertRefused(text, "is no bundle: ");
        await AssertRefused(empty, "is no bundle: it has no bundle.json");
        Assert.False(Directory.Exists(scratch.PathOf("out")));
    }

    [Theory]
    [InlineData("metrics.json", "{\"overall\": {\"successful_ops_per_s\": 9}}", "metrics.json is not what was packed")]
    [InlineData("bundle.json", "{\"schema_version\": 2}", "schema_version is 2; accepted: 1")]
    [InlineData("bundle.json", "[]", "The requested operation requires")]
    [InlineData(
        "bundle.json",
        "{\"schema_version\": 1, \"arguments\": [\"run\", \"--node_binary\", \"/bin/sh\"], \"files\": []}",
        "the run used --node_binary, which no bundle holds; accepted: runs of --nodes")]
    [InlineData(
        "bundle.json",
        "{\"schema_version\": 1, \"arguments\": [\"run\", \"--nodes\", \"3\", \"--tls-key\", \"k\"], \"files\": []}",
        "the run used --tls-key, which no bundle holds; accepted: runs of --nodes")]
    [InlineData(
        "bundle.json", "{\"schema_version\": 1, \"arguments\": [\"cluster\", \"stop\"], \"files\": []}",
        "its command is 'cluster stop'; accepted: run, experiment")]
    public async Task Rerun_OfATamperedBundle_IsOneLine(string entry, string text, string reason)
    {
        using var scratch = new ScratchFolder();
        var bundle = await SampleBundle.MakeAsync(scratch);
        using (var zip = ZipFile.Open(bundle, ZipArchiveMode.Update))
        {
            zip.GetEntry(entry)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }

        await AssertRefused(bundle, $"is no bundle: {reason}");
    }

    [Theory]
    [InlineData("../metrics.json")]
    [InlineData("/etc/passwd")]
    [InlineData("report.html")]
    public async Task Rerun_OfABundleThatNamesAnotherFile_IsOneLine(string name)
    {
        using var scratch = new ScratchFolder();
        var bundle = await SampleBundle.MakeAsync(scratch);
        Replace(bundle, "bundle.json", text => text.Replace("summary.txt", name, StringComparison.Ordinal));

        await AssertRefused(bundle, $"is no bundle: '{name}' is no file of a bundle; accepted: experiment_config.json");
    }

    [Fact]
    public async Task Rerun_OfABundleThatUnpacksToTooMuch_IsOneLine()
    {
        using var scratch = new ScratchFolder();
        var bundle = await SampleBundle.MakeAsync(scratch);
        Replace(bundle, "summary.txt", _ => new string('x', 64 * 1024 * 1024));

        await AssertRefused(bundle, "is no bundle: it unpacks to more than 67108864 bytes");
    }

    [Fact]
    public async Task Rerun_Once_HasNoSpreadToCompareWith()
    {
        var run = await ProgramRun.OfAsync("rerun", "x.zip", "--repeats", "1");

        Assert.Equal((2, "error: --repeats 1 is outside 2..100\n"), (run.ExitCode, run.Error));
    }

    private static async Task<ProgramRun> RerunAsync(
        ScratchFolder scratch, double[] throughputs, List<ExperimentOptions>? asked = null, int exitCode = 0)
    {
        var bundle = await SampleBundle.MakeAsync(scratch);
        var options = asked ?? [];
        return await ProgramRun.OfAsync(
            run =>
            {
                SampleBundle.WriteRun(run, throughputs[options.Count]);
                options.Add(run);
                return exitCode;
            },
            TestContext.Current.CancellationToken,
            "rerun", bundle, "--repeats", $"{throughputs.Length}", "--output_dir", scratch.PathOf("out"),
            "--node_binary", scratch.File("dynamo-node", ""));
    }

    private static void Replace(string bundle, string entry, Func<string, string> change)
    {
        using var zip = ZipFile.Open(bundle, ZipArchiveMode.Update);
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
        var text = change(reader.ReadToEnd());
        reader.Dispose();
        zip.GetEntry(entry)!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
        writer.Write(text);
    }

    private static async Task AssertRefused(string bundle, string end)
    {
        var run = await ProgramRun.OfAsync("rerun", bundle);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {bundle} {end}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
