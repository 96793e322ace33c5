using System.Globalization;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using DynamoLab.Simulation;
using DynamoLab.Simulation.Coverage;
using Spectre.Console;

namespace DynamoLab.Driver.Simulations;

/// <summary>What a sweep found, for people.</summary>
internal sealed class SweepReport(IAnsiConsole console, string program, SimulationLimits limits)
{
    public void Failures(IReadOnlyList<ScheduleResult> failures)
    {
        foreach (var failure in failures)
        {
            Failure(failure);
        }
    }

    public void Failure(ScheduleResult failure)
    {
        console.Line();
        console.Line($"seed {failure.Options.Seed} failed: {failure.FailureKind}");
        console.Line($"  {failure.Failure.ReplaceLineEndings($"{Environment.NewLine}  ")}");
        console.Line($"  parameters: {failure.Options.Describe()}");
        console.Line($"  repeat: {ReplayCommand.Of(program, failure.Options.Seed, limits)}");
    }

    /// <summary>Every fault and path with how often it happened, in columns of a group each.</summary>
    public void Coverage(IReadOnlyList<PathCount> coverage)
    {
        console.Line();
        foreach (var group in coverage.GroupBy(path => path.Group))
        {
            var table = new TextTable(group.Key, "times");
            foreach (var path in group)
            {
                var times = path.Count.ToString(CultureInfo.InvariantCulture);
                table.Add($"  {path.Name}", path.Count == 0 ? "never" : times);
            }

            foreach (var line in table.Lines())
            {
                console.Line(line);
            }
        }
    }

    /// <summary>One line that names what never happened; empty when all did.</summary>
    public static string Uncovered(IReadOnlyList<PathCount> coverage)
    {
        var never = coverage.Where(path => path.Count == 0).Select(path => $"{path.Group} {path.Name}").ToList();
        return never.Count == 0 ? "" : $"never happened: {string.Join(", ", never)}";
    }
}
