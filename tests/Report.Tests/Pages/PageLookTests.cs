using DynamoLab.Report.Comparisons;
using DynamoLab.Report.Matrix;
using DynamoLab.Report.Runs;
using DynamoLab.Report.Studies;
using DynamoLab.Report.Tests.Matrix;
using DynamoLab.Report.Tests.Studies;
using Microsoft.Playwright;

namespace DynamoLab.Report.Tests.Pages;

/// <summary>
/// Opens pages as a reader does: from the disk, by day and by night, on a desk and on a telephone. Pictures of them are
/// left beside the test, in <c>look</c>, for whoever changes the style.
/// </summary>
public sealed class PageLookTests
{
    public const string NoBrowser = "there is no Chromium on this machine (Debian: apt-get install chromium)";

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task RunPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();

        await LookAsync("run", await RunReport.WriteAsync(MadeRun.Write(scratch.Path)), width, scheme);
    }

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task RunPage_WithManyKindsOfFaults_Fits(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();
        var page = await RunReport.WriteAsync(MadeRun.Write(scratch.Path, change: MadeRun.WithManyFaults));

        await LookAsync("faults", page, width, scheme);
    }

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task ComparisonPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();
        var folders = new[] { "before", "after", "once-more" };
        var set = RunSet.Read([.. folders.Select(name => MadeRun.Write(scratch.PathOf(name), name))]);

        await LookAsync("comparison", await ComparisonReport.WriteAsync(set, scratch.PathOf("out")), width, scheme);
    }

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    public async Task MatrixPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();

        await LookAsync("matrix", await MatrixReport.WriteAsync(MadeMatrix.Write(scratch.Path)), width, scheme);
    }

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task StudyPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();
        var path = await StudyReport.WriteAsync(MadeStudy.Sizes(), MadeStudy.Origin("ring"), scratch.Path);

        await LookAsync("study", path, width, scheme);
    }

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task PbsPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();
        var path = await StudyReport.WriteAsync(MadeStudy.Shares(), MadeStudy.Origin("pbs"), scratch.Path);

        await LookAsync("pbs", path, width, scheme);
    }

    private static async Task LookAsync(string name, string path, int width, ColorScheme scheme)
    {
        await using var browser = await Browser.StartAsync();
        var opened = await browser.OpenAsync(path, width, scheme);
        var picture = $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png";
        await opened.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(AppContext.BaseDirectory, "look", picture),
            FullPage = true,
        });

        Assert.Empty(opened.Complaints);
        Assert.Equal([new Uri(path).AbsoluteUri], opened.Requests);
        Assert.Equal(0, await opened.OverflowAsync());
        Assert.Empty(await opened.OverlapsAsync());
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(18, 22, 28)" : "rgb(255, 255, 255)", await opened.GroundAsync());
    }
}
