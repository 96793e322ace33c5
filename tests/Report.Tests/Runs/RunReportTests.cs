using System.Net;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Tests.Runs;

public sealed class RunReportTests
{
    [Fact]
    public async Task Write_AFolder_LeavesAPageThatNeedsNothingElse()
    {
        using var scratch = new ScratchFolder();

        var page = await File.ReadAllTextAsync(
            await RunReport.WriteAsync(MadeRun.Write(scratch.Path)), TestContext.Current.CancellationToken);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rz-chart\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfARun_SaysWhatItsFiguresHoldForAndHowItEnded()
    {
        using var scratch = new ScratchFolder();
        var run = RunFolder.Read(MadeRun.Write(scratch.Path));

        var encoded = await RunReport.PageAsync(run);
        var page = WebUtility.HtmlDecode(encoded);

        Assert.Contains(
            "N=3 R=2 W=2 sloppy, 5 nodes · embedded host, durability buffered · closed loop of 4 clients, "
            + "37.6 ops/s achieved · 2 CPUs, Debian GNU/Linux 12 · seed 7 · commit 01234567",
            page, StringComparison.Ordinal);
        Assert.Contains("key &lt;key-99&gt;: replicas differ &amp; stay so", encoded, StringComparison.Ordinal);
        Assert.Contains("and 2 more", page, StringComparison.Ordinal);
        Assert.Contains("a note with &lt;angles&gt;", encoded, StringComparison.Ordinal);
        Assert.Contains("dynamolab run --nodes 5 --label made --seed 7", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bottleneck", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfARunWhoseClientWasTheBottleneck_SaysSoFirst()
    {
        using var scratch = new ScratchFolder();
        MadeRun.Write(scratch.Path, change: m => m with { Client = MadeClient.Bottleneck("no client was free") });

        var page = await RunReport.PageAsync(RunFolder.Read(scratch.Path));

        Assert.Contains("The client was the bottleneck:", page, StringComparison.Ordinal);
        Assert.Contains("no client was free", page, StringComparison.Ordinal);
        Assert.EndsWith(
            " · commit 01234567 · the client was the bottleneck", Provenance.Of(RunFolder.Read(scratch.Path)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Twice_LeavesTheSameAndNoDrafts()
    {
        using var scratch = new ScratchFolder();
        MadeRun.Write(scratch.Path);
        await RunReport.WriteAsync(scratch.Path);
        var before = Files(scratch.Path);

        await RunReport.WriteAsync(scratch.Path);

        Assert.Equal(before, Files(scratch.Path));
        Assert.Equal(
            ["clock-bytes", "clock-entries", "divergence", "divergence-over-time", "failures", "faults", "healing",
                "hot-keys", "latency-cdf", "latency-read", "latency-write", "load", "load-coordinated", "nodes",
                "siblings",
                "throughput"],
            Directory.EnumerateFiles(scratch.PathOf(SvgFile.FolderName), "*.svg")
                .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_OfARunOfAnOlderVersion_LeavesOutWhatItDoesNotTell()
    {
        using var scratch = new ScratchFolder();
        MadeRun.Write(scratch.Path, change: m => m with
        {
            Verdict = null,
            Convergence = null,
            Healing = null,
            Divergence = null,
            Load = null,
            Notes = [],
            Nodes = [.. m.Nodes.Select(n => n with { ServedPerSecond = null })],
        });

        var page = await RunReport.PageAsync(RunFolder.Read(scratch.Path));

        Assert.DoesNotContain("What healed replicas", page, StringComparison.Ordinal);
        Assert.Contains("answered for clients", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Divergence", page, StringComparison.Ordinal);
        Assert.DoesNotContain(RunReport.NodesTitle, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfARunWithMoreKindsOfFaultsThanColours_NamesEveryLane()
    {
        using var scratch = new ScratchFolder();
        MadeRun.Write(scratch.Path, change: MadeRun.WithManyFaults);

        var page = await RunReport.PageAsync(RunFolder.Read(scratch.Path));

        Assert.All(
            Enumerable.Range(0, 10), i => Assert.Contains($">node2 kind_{i}</text>", page, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText);
}
