namespace DynamoLab.Driver.Tests.Cli;

/// <summary>What help says, held against the texts in <c>Snapshots</c>: change both together.</summary>
public sealed class HelpTextTests
{
    [Theory]
    [InlineData("", "help.txt")]
    [InlineData("run", "help-run.txt")]
    [InlineData("cluster", "help-cluster.txt")]
    [InlineData("cluster start", "help-cluster-start.txt")]
    [InlineData("put", "help-put.txt")]
    [InlineData("repair", "help-repair.txt")]
    [InlineData("simulate", "help-simulate.txt")]
    [InlineData("matrix", "help-matrix.txt")]
    [InlineData("torture", "help-torture.txt")]
    [InlineData("pbs", "help-pbs.txt")]
    [InlineData("report", "help-report.txt")]
    [InlineData("rerun", "help-rerun.txt")]
    public async Task Help_OfACommand_IsAsWritten(string command, string snapshot)
    {
        var run = await ProgramRun.OfAsync(
            [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var expected = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Snapshots", snapshot), TestContext.Current.CancellationToken);
        Assert.Equal(expected, run.Output);
    }

    [Fact]
    public async Task Help_FitsATerminal()
    {
        var run = await ProgramRun.OfAsync("run", "--help");

        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }
}
