using DynamoLab.Report.Comparisons;

namespace DynamoLab.Report.Tests.Comparisons;

public sealed class RunSetTests
{
    [Fact]
    public void Read_RunsWithLabelsOfTheirOwn_GoByThem()
    {
        using var scratch = new ScratchFolder();

        var set = RunSet.Read(
            [MadeRun.Write(scratch.PathOf("a"), "first"), MadeRun.Write(scratch.PathOf("b"), "second")]);

        Assert.Equal(["first", "second"], set.Names);
    }

    [Fact]
    public void Read_RunsWithTheSameLabel_GoByTheirFolders()
    {
        using var scratch = new ScratchFolder();

        var set = RunSet.Read([MadeRun.Write(scratch.PathOf("a")), MadeRun.Write(scratch.PathOf("b"))]);

        Assert.Equal(["a", "b"], set.Names);
    }

    [Fact]
    public void Read_TheSameFolderTwice_IsRefused()
    {
        using var scratch = new ScratchFolder();
        var run = MadeRun.Write(scratch.PathOf("a"));

        var problem = Assert.Throws<ReportException>(() => RunSet.Read([run, run + "/"]));

        Assert.Contains("is given more than once", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThanColoursTellApart_IsRefused() => Assert.Equal(
        "9 folders cannot be compared; accepted: 2 to 8",
        Assert.Throws<ReportException>(() => RunSet.Read([.. Enumerable.Repeat("x", 9)])).Message);

    [Fact]
    public async Task Write_IntoTheFolderOfARun_IsRefused()
    {
        using var scratch = new ScratchFolder();
        var set = RunSet.Read([MadeRun.Write(scratch.PathOf("a")), MadeRun.Write(scratch.PathOf("b"))]);

        await Assert.ThrowsAsync<ReportException>(() => ComparisonReport.WriteAsync(set, scratch.PathOf("a")));

        Assert.False(File.Exists(scratch.PathOf("a/report.html")));
    }

    [Fact]
    public async Task Write_TwoRuns_LeavesAPageWithWhatDiffersAndChartsOfBoth()
    {
        using var scratch = new ScratchFolder();
        var set = RunSet.Read(
            [MadeRun.Write(scratch.PathOf("a"), "first"), MadeRun.Write(scratch.PathOf("b"), "second")]);

        var page = await File.ReadAllTextAsync(
            await ComparisonReport.WriteAsync(set, scratch.PathOf("out")), TestContext.Current.CancellationToken);

        Assert.Contains("What differs", page, StringComparison.Ordinal);
        Assert.Contains("dynamolab run --nodes 5 --label second --seed 7", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.True(File.Exists(scratch.PathOf("out/charts/latency-cdf-write.svg")));
    }
}
