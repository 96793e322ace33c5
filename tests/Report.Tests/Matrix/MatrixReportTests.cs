using System.Net;
using DynamoLab.Report.Matrix;

namespace DynamoLab.Report.Tests.Matrix;

public sealed class MatrixReportTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Page_OfAMatrix_HasEveryRowWithItsFigures()
    {
        var page = await PageAsync(isQuick: false);

        Assert.All(
            (string[])["grid", "load", "again", "skew", "words", "never"],
            row => Assert.Contains($"<h2>{row}</h2>", page, StringComparison.Ordinal));
        Assert.Contains("No cell of it has figures yet.", page, StringComparison.Ordinal);
        Assert.Contains("<h2>All rows against concurrency</h2>", page, StringComparison.Ordinal);
        Assert.All(
            (string[])["throughput", "read-p99", "write-p99", "siblings"],
            name => Assert.True(File.Exists(_scratch.PathOf($"m/charts/{name}.svg")), name));
        Assert.Contains("words-gone: no port, none", page, StringComparison.Ordinal);
        Assert.Contains("closed loop of 1–16 clients, ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("± 120", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("QUICK", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAGrid_HasAHeatMapForEachFigureAndCluster()
    {
        var page = await PageAsync(isQuick: false);

        Assert.Equal(2 * 8, Count(page, "class=\"heat\""));
        Assert.Equal(2 * 8 * 9, Count(page, "<title>R "));
        Assert.Contains("<title>R 3, W 1: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAQuickMatrix_SaysSoInEveryFigure()
    {
        var page = await PageAsync(isQuick: true);

        Assert.Contains("A quick run.", page, StringComparison.Ordinal);
        Assert.Equal(Count(page, "<figure"), Count(page, "<figcaption>QUICK RUN, no measurement"));
        Assert.All(
            Directory.GetFiles(_scratch.PathOf("m/charts")),
            file => Assert.Contains("QUICK RUN", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_OfAnotherFolder_IsRefused()
    {
        var problem = await Assert.ThrowsAsync<ReportException>(() => MatrixReport.WriteAsync(_scratch.Path));

        Assert.StartsWith(
            $"{_scratch.Path} is not the folder of a matrix: ", problem.Message, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(bool isQuick) => await File.ReadAllTextAsync(
        await MatrixReport.WriteAsync(MadeMatrix.Write(_scratch.PathOf("m"), isQuick)),
        TestContext.Current.CancellationToken);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
