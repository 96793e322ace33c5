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
    public Task RunPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme) => LookAsync(
        "run", width, scheme, scratch => RunReport.WriteAsync(MadeRun.Write(scratch.Path)));

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public Task RunPage_WithManyKindsOfFaults_Fits(int width, ColorScheme scheme) => LookAsync(
        "faults", width, scheme,
        scratch => RunReport.WriteAsync(MadeRun.Write(scratch.Path, change: MadeRun.WithManyFaults)));

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public Task ComparisonPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme) => LookAsync(
        "comparison", width, scheme,
        scratch => ComparisonReport.WriteAsync(
            RunSet.Read([.. new[] { "before", "after", "once-more" }.Select(
                name => MadeRun.Write(scratch.PathOf(name), name))]),
            scratch.PathOf("out")));

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    public Task MatrixPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme) => LookAsync(
        "matrix", width, scheme, scratch => MatrixReport.WriteAsync(MadeMatrix.Write(scratch.Path)));

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public Task StudyPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme) => LookAsync(
        "study", width, scheme,
        scratch => StudyReport.WriteAsync(MadeStudy.Sizes(), MadeStudy.Origin("ring"), scratch.Path));

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public Task PbsPage_InABrowser_FitsAndAsksForNothing(int width, ColorScheme scheme) => LookAsync(
        "pbs", width, scheme,
        scratch => StudyReport.WriteAsync(MadeStudy.Shares(), MadeStudy.Origin("pbs"), scratch.Path));

    private static async Task LookAsync(
        string name, int width, ColorScheme scheme, Func<ScratchFolder, Task<string>> write)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();
        var path = await write(scratch);
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
