using System.Diagnostics;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>
/// Makes the runs of a matrix one after the other, skipping those that are finished. One that fails is noted and the
/// rest goes on.
/// </summary>
internal sealed class MatrixRunner(
    MatrixFolder folder, MatrixRecord record, IMatrixNodes nodes, MatrixView view, RunOrigin origin)
{
    private readonly TimeLeft _left = new();

    /// <summary>Told after every run that was made.</summary>
    public required Action<CellRun, CellOutcome> Ended { get; init; }

    /// <param name="runs">All that were asked for, in order, those that are finished included.</param>
    /// <param name="cancellation">
    /// The run under way is given up and made anew when the matrix goes on; the others stay.
    /// </param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task RunAsync(IReadOnlyList<CellRun> runs, CancellationToken cancellation)
    {
        var todo = runs.Where(run => folder.OutcomeOf(run) is not { IsFinished: true }).ToList();
        view.Begins(runs.Count, runs.Count - todo.Count, LeftFrom(todo, 0));
        for (var i = 0; i < todo.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            view.CellBegins(runs.Count - todo.Count + i + 1, runs.Count, todo[i], LeftFrom(todo, i));
            var outcome = await RunAsync(todo[i], cancellation);
            cancellation.ThrowIfCancellationRequested();
            folder.Write(todo[i], outcome);
            Ended(todo[i], outcome);
        }
    }

    private async Task<CellOutcome> RunAsync(CellRun run, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = new CellOutcome
        {
            Cell = run.Cell.Name,
            Repeat = run.Repeat,
            ExitCode = ExitCode.CannotRun,
            Seconds = 0,
        };
        try
        {
            var output = folder.Begin(run);
            var spawned = await nodes.PrepareAsync(ClusterKey.Of(run.Cell), cancellation);
            if (spawned is { } seconds)
            {
                _left.ClusterTook(run.Cell.Nodes, seconds);
                view.ClusterIsUp(run.Cell.Nodes, seconds);
            }

            started = Stopwatch.GetTimestamp();
            var exitCode = await nodes.RunAsync(OptionsOf(run, output), cancellation);
            outcome = outcome with { ExitCode = exitCode, IsClusterReused = spawned is null };
            _left.RunTook(PlannedSeconds(run), Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception problem) when (IsOfTheCell(problem) && !cancellation.IsCancellationRequested)
        {
            outcome = outcome with { Error = problem.Message.ReplaceLineEndings(" ") };
        }
        catch (CannotRunException problem) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(problem.Message, problem, cancellation);
        }

        return outcome with { Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
    }

    /// <summary>
    /// Whatever one cell runs into ends that cell alone; only an interrupt ends the matrix. A mistake of this program
    /// is told with all it says.
    /// </summary>
    private static bool IsOfTheCell(Exception problem) => problem is not OperationCanceledException;

    private ExperimentOptions OptionsOf(CellRun run, string output)
    {
        var seed = run.SeedOf(record.Seed);
        var prefix = nodes.NextKeyPrefix();
        var words = RunSettings.Words([.. run.Cell.Settings, ("key_prefix", prefix), ("label", run.Cell.Name)]);
        return run.Cell.Options with
        {
            OutputDir = output,
            KeyPrefix = prefix,
            Seed = seed,
            RepeatCommand = RepeatCommand.Of(origin with { Arguments = ["run", .. words] }, seed),
        };
    }

    private TimeSpan LeftFrom(List<CellRun> todo, int index) => Left(
        _left,
        todo[index..],
        isClusterUp: index > 0 && ClusterKey.Of(todo[index].Cell) == ClusterKey.Of(todo[index - 1].Cell));

    /// <summary>How long these runs take.</summary>
    public static TimeSpan Left(TimeLeft left, IReadOnlyList<CellRun> runs, bool isClusterUp) => left.Of(
        runs.Select(PlannedSeconds),
        MatrixPlan.ClustersOf(runs).Skip(isClusterUp ? 1 : 0).Select(cluster => cluster.Nodes));

    public static double? PlannedSeconds(CellRun run) =>
        run.Cell.Options.Operations is null ? run.Cell.Options.DurationSeconds : null;
}
