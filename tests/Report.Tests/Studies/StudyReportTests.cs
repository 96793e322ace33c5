using System.Net;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;

namespace DynamoLab.Report.Tests.Studies;

public sealed class StudyReportTests
{
    [Fact]
    public async Task Write_AStudy_LeavesAPageThatNeedsNothingElseAndItsCharts()
    {
        using var scratch = new ScratchFolder();

        var path = await StudyReport.WriteAsync(MadeStudy.Sizes(), MadeStudy.Origin("ring"), scratch.Path);

        Assert.Equal(scratch.PathOf("ring.html"), path);
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("<h1>Load balance of &lt;three&gt; placements</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Equal(
            ["uniform-n-1-efficiency.svg", "uniform-n-3-rounds.svg"],
            Directory.EnumerateFiles(scratch.PathOf(SvgFile.FolderName)).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Write_AStudy_SaysUnderEveryChartWhatItsFiguresHoldFor()
    {
        using var scratch = new ScratchFolder();

        var path = await StudyReport.WriteAsync(MadeStudy.Sizes(), MadeStudy.Origin("ring"), scratch.Path);

        var page = WebUtility.HtmlDecode(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(
            2, page.Split($"<figcaption>{MadeStudy.Origin("ring").Provenance}</figcaption>").Length - 1);
        Assert.Contains(
            "<pre>dynamolab study ring --seed 7</pre>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_AStudyWithFindings_HasThemAboveTheChartsAndEveryRow()
    {
        using var scratch = new ScratchFolder();

        var path = await StudyReport.WriteAsync(MadeStudy.Shares(), MadeStudy.Origin("pbs"), scratch.Path);

        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.InRange(
            page.IndexOf("stale reads: 0.25%", StringComparison.Ordinal),
            1, page.IndexOf("<svg", StringComparison.Ordinal));
        Assert.Equal(24, page.Split("<th scope=\"row\">LNKD-DISK</th>").Length - 1);
    }
}
