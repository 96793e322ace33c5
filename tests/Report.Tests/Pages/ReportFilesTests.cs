using DynamoLab.Report.Pages;

namespace DynamoLab.Report.Tests.Pages;

/// <summary>A folder of results may come from somebody else: nothing is written outside of it.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public ReportFilesTests()
    {
        Directory.CreateDirectory(Run);
        Directory.CreateDirectory(Outside);
    }

    private string Run => _scratch.PathOf("run");

    private string Outside => _scratch.PathOf("outside");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void WriteChart_PlainName_IsInTheFolderOfCharts()
    {
        var path = ReportFiles.WriteChart(Run, "latency-read", "<svg/>");

        Assert.Equal(Path.Combine(Run, "charts", "latency-read.svg"), path);
        Assert.Equal("<svg/>", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("../../outside/x")]
    [InlineData("/x")]
    [InlineData("a/b")]
    public void WriteChart_NameThatLeadsElsewhere_IsRefused(string name)
    {
        var error = Assert.Throws<ReportException>(() => ReportFiles.WriteChart(Run, name, "<svg/>"));

        Assert.StartsWith($"'{name}.svg' is no name of a file in ", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Outside));
    }

    [Fact]
    public void WriteChart_FolderOfChartsIsALink_IsRefused()
    {
        Directory.CreateSymbolicLink(Path.Combine(Run, "charts"), Outside);

        var error = Assert.Throws<ReportException>(() => ReportFiles.WriteChart(Run, "x", "<svg/>"));

        Assert.EndsWith($"is a link to {Outside}; accepted: a folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Outside));
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.html.new")]
    public void Write_FileIsALink_IsReplacedAndWhereItLeadsStays(string link)
    {
        var mine = Path.Combine(Outside, "mine");
        File.WriteAllText(mine, "mine");
        File.CreateSymbolicLink(Path.Combine(Run, link), mine);

        var path = ReportFiles.Write(Run, "report.html", "page");

        Assert.Equal("page", File.ReadAllText(path));
        Assert.Null(new FileInfo(path).LinkTarget);
        Assert.Equal("mine", File.ReadAllText(mine));
    }
}
