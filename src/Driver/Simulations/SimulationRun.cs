using DynamoLab.Driver.Screen;
using DynamoLab.Simulation;
using DynamoLab.Simulation.Shrinking;
using Spectre.Console;

namespace DynamoLab.Driver.Simulations;

/// <summary>Carries <c>simulate</c> out, in one of its three ways.</summary>
internal sealed class SimulationRun(SimulateOptions options, IAnsiConsole console, TimeProvider time, string program)
{
    private const int ProgressSeconds = 5;

    private readonly SweepReport _report = new(console, program, options.Limits);

    /// <summary>Runs all seeds, and says what was done even where it was interrupted.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        console.Line(
            $"simulate: seeds {options.Seeds}, nodes {options.Limits.NodesMin}..{options.Limits.NodesMax}, "
                + $"{options.Jobs} threads");
        var tally = new SweepTally();
        var startedAt = time.GetTimestamp();
        var sweep = new SeedSweep(options, tally).RunAsync(cancellation);
        await ShowProgressAsync(sweep, () => tally.Figures(time.GetElapsedTime(startedAt)).ToLine());
        await sweep;
        var figures = tally.Figures(time.GetElapsedTime(startedAt));
        var coverage = tally.Coverage;
        _report.Failures(tally.Failures);
        _report.Coverage(coverage);
        console.Line();
        console.Line(figures.ToLine());
        return Verdict(tally, SweepReport.Uncovered(coverage), cancellation.IsCancellationRequested);
    }

    /// <summary>Tells every event of one schedule.</summary>
    public int Trace()
    {
        var result = Schedule.Run(options.Seeds.First, options.Limits, console.Profile.Out.Writer);
        if (result.IsFailure)
        {
            _report.Failure(result);
            return ExitCode.Broken;
        }

        console.Line($"seed {result.Options.Seed} passed: trace hash {result.TraceHash:x16}");
        return ExitCode.Done;
    }

    /// <summary>Makes the schedule of one seed smaller while it fails, and tells the smallest.</summary>
    public int Shrink(CancellationToken cancellation)
    {
        var shrunk = Shrinker.Shrink(
            options.Seeds.First, options.Limits, smaller => console.Line($"fails: {Size(smaller)}"), cancellation);
        if (shrunk is null)
        {
            console.Line($"seed {options.Seeds.First} passes: there is nothing to shrink");
            return ExitCode.Done;
        }

        console.Line();
        Schedule.Run(options.Seeds.First, shrunk.Limits, console.Profile.Out.Writer);
        console.Line();
        foreach (var fault in shrunk.Smallest.Options.Faults)
        {
            console.Line($"  {fault}");
        }

        new SweepReport(console, program, shrunk.Limits).Failure(shrunk.Smallest);
        console.Line($"{shrunk.Runs} schedules were run; the smallest that fails has {Size(shrunk.Smallest)}");
        return ExitCode.Broken;
    }

    private static string Size(ScheduleResult result)
    {
        var settings = result.Options;
        return $"{settings.Nodes} nodes, {settings.Clients.Count} clients, {settings.Clients.Keys} keys, "
            + $"{settings.Clients.Operations} operations, {settings.Faults.Count} faults, {result.Events} events";
    }

    private async Task ShowProgressAsync(Task sweep, Func<string> line)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(ProgressSeconds), time);
        while (await Task.WhenAny(sweep, timer.WaitForNextTickAsync().AsTask()) != sweep)
        {
            console.Line(line());
        }
    }

    private int Verdict(SweepTally tally, string uncovered, bool isInterrupted)
    {
        if (tally.FailureCount > 0)
        {
            console.Line($"verdict: broken by seeds {string.Join(", ", tally.Failures.Select(f => f.Options.Seed))}");
            return ExitCode.Broken;
        }

        if (isInterrupted)
        {
            console.Line("verdict: interrupted; no schedule failed until then");
            return ExitCode.CannotRun;
        }

        var isUncovered = uncovered.Length > 0 && !options.AllowsUncovered;
        console.Line(
            uncovered.Length == 0 ? "verdict: valid, and everything happened" : $"verdict: valid; {uncovered}");
        if (isUncovered)
        {
            console.Line("a path that never happened was not tested: more seeds, or --allow_uncovered");
        }

        return isUncovered ? ExitCode.Broken : ExitCode.Done;
    }
}
