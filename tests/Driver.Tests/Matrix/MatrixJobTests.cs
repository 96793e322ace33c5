using DynamoLab.Driver.Matrix;
using DynamoLab.Driver.Tests.Matrix.Running;
using Spectre.Console;

namespace DynamoLab.Driver.Tests.Matrix;

public sealed class MatrixJobTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly FakeNodes _nodes = new();
    private readonly StringWriter _screen = new();

    private string Output => _scratch.PathOf("out");

    public void Dispose()
    {
        _scratch.Dispose();
        _screen.Dispose();
    }

    [Fact]
    public async Task Job_OnAnEmptyFolder_RunsEveryCellOnOneCluster()
    {
        Assert.Equal(ExitCode.Done, await RunAsync());

        Assert.Equal(6, _nodes.Runs.Count);
        Assert.Single(_nodes.Spawned);
        Assert.Equal(6, _nodes.Runs.Select(run => run.KeyPrefix).Distinct().Count());
        Assert.Equal("quiet-concurrency=1-r1", Path.GetFileName(_nodes.Runs[0].OutputDir));
        Assert.StartsWith("dynamolab run --concurrency 1 --duration 20 ", _nodes.Runs[0].RepeatCommand,
            StringComparison.Ordinal);
        Assert.EndsWith(" --seed 9", _nodes.Runs[0].RepeatCommand, StringComparison.Ordinal);
        Assert.Equal(6, Table().Count);
    }

    [Fact]
    public async Task Job_AskedAgain_RunsNothingTwice()
    {
        await RunAsync();
        await RunAsync();

        Assert.Equal(6, _nodes.Runs.Count);
        Assert.Contains("6 runs, 6 of them finished earlier; about 0:00 left", _screen.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_Interrupted_KeepsWhatIsFinishedAndGoesOn()
    {
        using var interrupt = new CancellationTokenSource();
        _nodes.Run = run => run.Label == "quorums-R=1-W=1"
            ? throw Interrupted(interrupt)
            : ExitCode.Done;

        var problem = await Assert.ThrowsAsync<CannotRunException>(() => RunAsync(cancellation: interrupt.Token));

        Assert.StartsWith(
            "interrupted: 2 of 6 runs are finished and kept; this goes on with the rest: dynamolab matrix m.json "
            + $"--output_dir {Output}",
            problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, Table().Count);
        _nodes.Run = _ => ExitCode.Done;
        Assert.Equal(ExitCode.Done, await RunAsync());
        Assert.Equal(3 + 4, _nodes.Runs.Count);
        Assert.Equal(6, Table().Count);
    }

    [Fact]
    public async Task Cell_ThatFails_IsARowWithItsErrorAndTriedAgain()
    {
        _nodes.Run = run => run.Label == "quorums-R=1-W=1"
            ? throw new CannotRunException("no port\nis free")
            : ExitCode.Done;

        Assert.Equal(ExitCode.CannotRun, await RunAsync());

        Assert.Equal(6, Table().Count);
        var failed = Table().Single(row => row["cell"] == "quorums-R=1-W=1");
        Assert.Equal(("no port is free", "0", "not run"), (failed["error"], failed["repeats"], failed["verdict"]));
        _nodes.Run = _ => ExitCode.Done;
        Assert.Equal(ExitCode.Done, await RunAsync());
        Assert.Equal(7, _nodes.Runs.Count);
        Assert.All(Table(), row => Assert.Equal("", row["error"]));
    }

    [Theory]
    [InlineData(ExitCode.Broken, "broken")]
    [InlineData(ExitCode.CannotRun, "unknown")]
    public async Task Cell_ThatEndsBadly_IsFinishedAndDecidesTheExitCode(int code, string verdict)
    {
        _nodes.Run = run => run.Label == "quiet-concurrency=4" ? code : ExitCode.Done;

        Assert.Equal(code, await RunAsync());
        Assert.Equal(code, await RunAsync());

        Assert.Equal(6, _nodes.Runs.Count);
        Assert.Equal(verdict, Table().Single(row => row["cell"] == "quiet-concurrency=4")["verdict"]);
    }

    [Fact]
    public async Task Table_OfRepeats_HasMeansAndIntervals()
    {
        await RunAsync(options => options with { Repeats = 2 });

        var row = Table()[0];
        Assert.Equal(("2", "9.5"), (row["repeats"], row["overall_ops_per_s"]));
        Assert.StartsWith("6.353", row["overall_ops_per_s_ci95"], StringComparison.Ordinal);
        Assert.Equal(("quiet", "1", "false", "9"), (row["row"], row["concurrency"], row["quick"], row["seed"]));
    }

    [Fact]
    public async Task Repeats_AddedLater_LeaveTheFirstOnesAsTheyAre()
    {
        await RunAsync();
        await RunAsync(options => options with { Repeats = 3 });

        Assert.Equal(18, _nodes.Runs.Count);
        Assert.All(Table(), row => Assert.Equal("3", row["repeats"]));
    }

    [Fact]
    public async Task Table_Quick_SaysSoInEveryRow()
    {
        await RunAsync(options => options with { IsQuick = true });

        Assert.All(Table(), row => Assert.Equal("true", row["quick"]));
    }

    [Fact]
    public async Task Only_APattern_RunsWhatMatchesAndKeepsTheRest()
    {
        await RunAsync(options => options with { Only = "*-W=3" });
        await RunAsync(options => options with { Only = "quiet" });

        Assert.Equal(
            ["quorums-R=1-W=3", "quorums-R=2-W=3", "quiet-concurrency=1", "quiet-concurrency=4"],
            _nodes.Runs.Select(run => run.Label));
        Assert.Equal(4, Table().Count);
    }

    [Fact]
    public async Task List_ShowsTheRunsAndLeavesNothingBehind()
    {
        await RunAsync(options => options with { IsListOnly = true });

        Assert.Contains("6 runs on 1 clusters, about 2:13", _screen.ToString(), StringComparison.Ordinal);
        Assert.Empty(_nodes.Runs);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public async Task Folder_OfOtherSettings_IsRefused()
    {
        await RunAsync();

        await AssertRefusedAsync(
            "cell quorums-R=1-W=1 was begun with failure_mode slow, and now has crash",
            text: MatrixTexts.Small.Replace("slow", "crash", StringComparison.Ordinal));
        await AssertRefusedAsync(
            "cell quiet-concurrency=1 was begun with R left at its default, and now has 1",
            text: MatrixTexts.Small.Replace("\"nodes\": 3", "\"nodes\": 3, \"R\": 1", StringComparison.Ordinal)
                .Replace("\"R\": [1, 2], ", "", StringComparison.Ordinal));
        await AssertRefusedAsync("it was begun without --quick", options => options with { IsQuick = true });
        await AssertRefusedAsync("it was begun with seed 9, not 4", options => options with { Seed = 4 });
        await AssertRefusedAsync(
            "it is of matrix \"small\", not \"large\"",
            text: MatrixTexts.Small.Replace("\"small\"", "\"large\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folder_OfSomethingElse_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Output);
        await File.WriteAllTextAsync(
            Path.Combine(Output, "thesis.txt"), "mine", TestContext.Current.CancellationToken);

        var problem = await Assert.ThrowsAsync<CannotRunException>(() => RunAsync());

        Assert.StartsWith(
            $"--output_dir {Output} holds something that is no matrix; accepted: ", problem.Message,
            StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Output));
    }

    [Fact]
    public async Task Only_WithoutAMatch_LeavesNothingBehind()
    {
        var problem = await Assert.ThrowsAsync<CannotRunException>(
            () => RunAsync(options => options with { Only = "none*" }));

        Assert.StartsWith(
            "--only none* matches no cell; accepted: a row (quiet, quorums)", problem.Message,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    private static CannotRunException Interrupted(CancellationTokenSource interrupt)
    {
        interrupt.Cancel();
        return new CannotRunException("interrupted: what was measured until then is kept");
    }

    private async Task AssertRefusedAsync(
        string difference, Func<MatrixOptions, MatrixOptions>? change = null, string text = MatrixTexts.Small)
    {
        var problem = await Assert.ThrowsAsync<CannotRunException>(() => RunAsync(change, text));

        Assert.Equal(
            $"--output_dir {Output} cannot go on: {difference}; accepted: what it was begun with, or a new folder",
            problem.Message);
    }

    private Task<int> RunAsync(
        Func<MatrixOptions, MatrixOptions>? change = null,
        string text = MatrixTexts.Small,
        CancellationToken? cancellation = null)
    {
        var options = new MatrixOptions { File = _scratch.File("m.json", text), OutputDir = Output };
        options = change?.Invoke(options) ?? options;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_screen) });
        var origin = MatrixTexts.Origin with { DrawnSeed = 9 };
        return new MatrixJob(options, console, origin) { Nodes = _ => _nodes }
            .RunAsync(cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The rows of matrix.csv by column; no field of these has a comma.</summary>
    private List<Dictionary<string, string>> Table()
    {
        var lines = File.ReadAllLines(Path.Combine(Output, "matrix.csv"));
        var columns = lines[0].Split(',');
        Assert.Equal(columns.Length, columns.Distinct().Count());
        return
        [
            .. lines.Skip(1).Select(
                line => columns.Zip(line.Split(',')).ToDictionary(c => c.First, c => c.Second)),
        ];
    }
}
