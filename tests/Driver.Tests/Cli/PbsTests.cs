namespace DynamoLab.Driver.Tests.Cli;

public sealed class PbsTests
{
    [Fact]
    public async Task Paper_SameSeed_LeavesTheSameTableWithEveryPublishedCell()
    {
        using var scratch = new ScratchFolder();
        foreach (var folder in new[] { "a", "b" })
        {
            var run = await ProgramRun.OfAsync(
                "pbs", "--paper", "--trials", "20000", "--seed", "7", "--output_dir", scratch.PathOf(folder));
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }

        var table = await File.ReadAllLinesAsync(scratch.PathOf("a/pbs.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(1 + (4 * 6), table.Length);
        Assert.All(table, line => Assert.Equal(16, line.Split(',').Length));
        Assert.Contains(table, line => line.StartsWith("WAN,3,1,2,", StringComparison.Ordinal));
        Assert.Equal(table, File.ReadLines(scratch.PathOf("b/pbs.csv")));
    }

    [Fact]
    public async Task Paper_OfOtherReplicas_HasThePairsAskedForAndNothingPublished()
    {
        using var scratch = new ScratchFolder();

        var run = await ProgramRun.OfAsync(
            "pbs", "--paper", "--N", "5", "--R", "2", "--trials", "10000", "--output_dir", scratch.PathOf("out"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var rows = File.ReadLines(scratch.PathOf("out/pbs.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(4 * 5, rows.Length);
        Assert.All(rows, row => Assert.Equal(("5", "2", "", ""), (row[1], row[2], row[6], row[7])));
    }

    [Theory]
    [InlineData("", "pbs needs a run's folder, or --paper for the table of the paper")]
    [InlineData("--paper --N 16", "--N 16 is outside 1..15")]
    [InlineData("--paper --R 4", "--R 4 is outside 1..3 (N)")]
    [InlineData("--paper --N 2 --W 3", "--W 3 is outside 1..2 (N)")]
    [InlineData("--paper --trials 100", "--trials 100 is outside 10000..100000000")]
    public async Task BadInput_IsOneLineAndExitCodeTwo(string arguments, string error)
    {
        var run = await ProgramRun.OfAsync(
            ["pbs", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((2, $"error: {error}\n"), (run.ExitCode, run.Error));
    }
}
