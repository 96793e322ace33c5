using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using DynamoLab.History.Metrics;
using Spectre.Console;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>
/// A matrix on the screen: a line when a cell begins, with the time that is left, and one when it has ended.
/// </summary>
internal sealed class MatrixView(IAnsiConsole console)
{
    /// <param name="finished">Runs that were made earlier.</param>
    public void Begins(int runs, int finished, TimeSpan left)
    {
        var earlier = finished == 0 ? "" : $", {Figures.Count(finished)} of them finished earlier";
        console.Line($"{Figures.Count(runs)} runs{earlier}; about {TimeLeft.Text(left)} left");
        console.Line();
    }

    public void CellBegins(int number, int runs, CellRun run, TimeSpan left) => console.Line(
        $"[{number.ToString().PadLeft(runs.ToString().Length)}/{runs}] {run.FolderName}   {TimeLeft.Text(left)} left");

    public void ClusterIsUp(int nodes, double seconds) =>
        console.Line($"{"",10}{nodes} nodes ready in {Figures.Seconds(seconds)} s");

    /// <param name="metrics">Null where the run left none.</param>
    public void CellEnded(CellOutcome outcome, RunMetrics? metrics)
    {
        if (outcome.Error is { } error)
        {
            console.Line($"{"",10}FAILED: {error}");
            return;
        }

        var verdict = outcome.ExitCode switch
        {
            ExitCode.Done => "every promise held",
            ExitCode.Broken => "A PROMISE WAS BROKEN: see its summary.txt",
            _ => "outcome unknown: see its summary.txt",
        };
        var overall = metrics?.Overall;
        console.Line(
            $"{"",10}{Figures.Rate(overall?.SuccessfulOpsPerS)} ops/s, "
            + $"{Figures.Percent(overall?.AvailabilityWithFailover)} available, p99 read "
            + $"{Figures.Milliseconds(P99(overall, "READ"))} ms, "
            + $"write {Figures.Milliseconds(P99(overall, "WRITE"))} ms; "
            + $"{verdict}; took {Figures.Seconds(outcome.Seconds)} s");
    }

    private static long? P99(WindowMetrics? window, string kind) =>
        window?.Operations.GetValueOrDefault(kind)?.ServiceTime.P99Us;
}
