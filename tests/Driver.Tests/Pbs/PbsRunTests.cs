using System.Net;
using DynamoLab.Driver.Tests.Cli;

namespace DynamoLab.Driver.Tests.Pbs;

public sealed class PbsRunTests
{
    [Fact]
    public async Task Run_OfAFolder_ComparesEveryAge()
    {
        using var scratch = new ScratchFolder();
        using var output = new ScratchFolder();
        SampleRun.Write(scratch);

        var run = await ProgramRun.OfAsync(
            "pbs", scratch.Path, "--trials", "60000", "--seed", "1", "--output_dir", output.PathOf("out"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var rows = File.ReadLines(output.PathOf("out/pbs.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal([["2", "3", "600", "0.50000"], ["20", "30", "600", "1.00000"]], rows.Select(r => r[..4]));
        Assert.Equal(1.0 / 3, double.Parse(rows[0][5]), 0.01);
        Assert.Equal("1.00000", rows[1][5]);
        Assert.Equal("1,1200,0.25000", string.Join(',', File.ReadLines(output.PathOf("out/staleness.csv")).Skip(1)
            .First().Split(',')[..3]));
        Assert.Contains("root-mean-square error of the prediction: 11.", run.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(output.PathOf("out/pbs.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains(
            $" · predicted: {scratch.Path}, N 3, R 1, W 1, trials 60000 · seed 1 · commit ",
            WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("measured: N=3 R=1 W=1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAFolderThatIsNone_NamesWhatIsMissing()
    {
        using var scratch = new ScratchFolder();

        await AssertRefused(scratch, $"{scratch.Path} has no metrics.json: it is not the folder of a finished run");

        SampleRun.Write(scratch);
        File.Delete(scratch.PathOf("workload_20260131_134506.csv"));
        await AssertRefused(
            scratch, $"{scratch.Path} has 0 files workload_*.csv; accepted: one, as a run leaves it");

        File.Delete(scratch.PathOf("delays.json"));
        await AssertRefused(
            scratch, $"{scratch.Path} has no delays.json: its nodes did not record delays; run it again");
    }

    [Fact]
    public async Task Run_OfAFolderWithDamagedFiles_NamesTheLine()
    {
        using var scratch = new ScratchFolder();
        SampleRun.Write(scratch);
        var csv = scratch.PathOf("workload_20260131_134506.csv");
        await File.AppendAllTextAsync(
            csv, "2026-01-31T13:45:06.000000Z,0,READ,k,node1,true,5,!!,\n", TestContext.Current.CancellationToken);

        var run = await ProgramRun.OfAsync("pbs", scratch.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {csv}, line 1802: no operation of a run", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("""{"nodes": []}""")]
    [InlineData("not json")]
    [InlineData("""{"since_us": 1, "nodes": ["node1"], "links": [{"leg": "X"}]}""")]
    [InlineData("""{"since_us": 1, "nodes": [], "links": [{"leg": "W", "from": "a", "to": "b", "buckets": [[1]]}]}""")]
    public async Task Run_OfAFolderWithDamagedDelays_SaysSoInOneLine(string delays)
    {
        using var scratch = new ScratchFolder();
        SampleRun.Write(scratch);
        await File.WriteAllTextAsync(scratch.PathOf("delays.json"), delays, TestContext.Current.CancellationToken);

        var run = await ProgramRun.OfAsync("pbs", scratch.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            $"error: {scratch.PathOf("delays.json")} is no file of delays", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Run_OfLastWriterWins_IsRefused()
    {
        using var scratch = new ScratchFolder();
        SampleRun.Write(scratch, "lww");

        await AssertRefused(
            scratch,
            $"{scratch.PathOf("experiment_config.json")}: versioning is lww, which does not tell what a read "
            + "has seen; accepted: dvv, vv");
    }

    [Fact]
    public async Task Run_WithOptionsOfThePaper_IsRefused()
    {
        var run = await ProgramRun.OfAsync("pbs", "results/x", "--N", "3");

        Assert.Equal(
            (2, "error: --N and RUN results/x: give one of them; a run has N, R and W of its own\n"),
            (run.ExitCode, run.Error));
    }

    private static async Task AssertRefused(ScratchFolder scratch, string line)
    {
        var run = await ProgramRun.OfAsync("pbs", scratch.Path);

        Assert.Equal((2, $"error: {line}\n"), (run.ExitCode, run.Error));
    }
}
