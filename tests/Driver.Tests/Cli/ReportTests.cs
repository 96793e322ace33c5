using DynamoLab.Core;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Cli;

public sealed class ReportTests
{
    [Fact]
    public async Task Report_OfARun_DrawsItsPageAnewAndSaysWhere()
    {
        using var scratch = new ScratchFolder();
        WriteRun(scratch);

        var run = await ProgramRun.OfAsync("report", scratch.PathOf("."));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("report.html", run.Output, StringComparison.Ordinal);
        Assert.Contains("<h1>", File.ReadAllText(scratch.PathOf("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfADamagedRun_NamesTheFileAndLeavesNothing()
    {
        using var scratch = new ScratchFolder();
        WriteRun(scratch);
        scratch.File("metrics.json", "{ half");

        var run = await ProgramRun.OfAsync("report", scratch.PathOf("."));

        Assert.Equal(2, run.ExitCode);
        Assert.Matches("^error: .*metrics.json cannot be read: [^\n]*\n$", run.Error);
        Assert.False(File.Exists(scratch.PathOf("report.html")));
    }

    [Fact]
    public async Task Report_OfTooManyRuns_SaysHowManyCanBeCompared()
    {
        var run = await ProgramRun.OfAsync(["report", .. Enumerable.Range(0, 9).Select(i => $"run{i}")]);

        Assert.Equal((2, "error: 9 folders cannot be compared; accepted: 2 to 8\n"), (run.ExitCode, run.Error));
    }

    private static void WriteRun(ScratchFolder scratch)
    {
        var start = new Instant(1_700_000_000_000_000);
        var metrics = new MetricsCollector(start, warmupSeconds: 1).Finish(new RunEnd { End = start.PlusMs(5000) });
        scratch.File("metrics.json", MetricsJson.Write(metrics));
        scratch.File("experiment_config.json", """{ "parameters": { "N": 3, "seed": 1 } }""");
    }
}
