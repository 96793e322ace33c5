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

    private static readonly Dictionary<string, Func<ScratchFolder, Task<string>>> Pages = new()
    {
        ["run"] = scratch => RunReport.WriteAsync(MadeRun.Write(scratch.Path)),
        ["faults"] = scratch => RunReport.WriteAsync(MadeRun.Write(scratch.Path, change: MadeRun.WithManyFaults)),
        ["comparison"] = scratch => ComparisonReport.WriteAsync(
            RunSet.Read([.. new[] { "before", "after", "once-more" }.Select(
                name => MadeRun.Write(scratch.PathOf(name), name))]),
            scratch.PathOf("out")),
        ["matrix"] = scratch => MatrixReport.WriteAsync(MadeMatrix.Write(scratch.Path)),
        ["study"] = scratch => StudyReport.WriteAsync(MadeStudy.Sizes(), MadeStudy.Origin("ring"), scratch.Path),
        ["pbs"] = scratch => StudyReport.WriteAsync(MadeStudy.Shares(), MadeStudy.Origin("pbs"), scratch.Path),
    };

    public static MatrixTheoryData<string, int, ColorScheme> Looks { get; } =
        new(Pages.Keys, [1400, 420], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_InABrowser_FitsAndAsksForNothing(string page, int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Browser.Executable is null, NoBrowser);
        using var scratch = new ScratchFolder();
        var path = await Pages[page](scratch);
        await using var browser = await Browser.StartAsync();
        var opened = await browser.OpenAsync(path, width, scheme);
        var picture = $"{page}-{width}-{scheme.ToString().ToLowerInvariant()}.png";
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
