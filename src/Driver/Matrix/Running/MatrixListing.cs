using DynamoLab.Driver.Matrix.Format;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using Spectre.Console;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary><c>--list</c>: the runs in the order they would be made, and how long they would take.</summary>
internal static class MatrixListing
{
    public static void Show(IAnsiConsole console, MatrixFile file, IReadOnlyList<CellRun> runs, bool isQuick)
    {
        var clusters = MatrixPlan.ClustersOf(runs);
        var table = new TextTable("cell", "repeat", "cluster", "nodes", "N", "seconds");
        var at = 0;
        foreach (var run in runs)
        {
            var key = ClusterKey.Of(run.Cell);
            at += clusters[at] == key ? 0 : 1;
            table.Add(
                run.Cell.Name, $"{run.Repeat}", $"{at + 1}", $"{key.Nodes}", $"{key.Settings.ReplicationFactor}",
                MatrixRunner.PlannedSeconds(run) is { } seconds ? Figures.Seconds(seconds) : "by ops");
        }

        console.Line($"{file.Name}{(isQuick ? ", quick" : "")}: {file.Description}");
        console.Line();
        foreach (var line in table.Lines())
        {
            console.Line(line);
        }

        var left = TimeLeft.Text(MatrixRunner.Left(new TimeLeft(), runs, isClusterUp: false));
        console.Line();
        console.Line($"{Figures.Count(runs.Count)} runs on {Figures.Count(clusters.Count)} clusters, about {left}");
    }
}
