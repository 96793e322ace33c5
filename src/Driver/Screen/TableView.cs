using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DynamoLab.Driver.Screen;

/// <summary>A run as a table drawn anew every second, for terminals.</summary>
public sealed class TableView(IAnsiConsole console, RunProgress progress, Func<Instant, LiveSample> take)
{
    /// <summary>Nodes with a bar of their own; the rest is told as a number.</summary>
    private const int NodesShownMax = 20;

    private const int BarWidth = 30;

    public async Task RunAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        await console.Live(Render()).AutoClear(true).StartAsync(async display =>
        {
            try
            {
                while (await timer.WaitForNextTickAsync(ended))
                {
                    display.UpdateTarget(Render());
                }
            }
            catch (OperationCanceledException)
            {
                display.UpdateTarget(Render());
            }
        });
        foreach (var fault in progress.Faults)
        {
            console.Line(progress.Describe(fault));
        }
    }

    private Rows Render()
    {
        var now = new Instant(LabClock.Shared.NowUs);
        var sample = take(now);
        var parts = new List<IRenderable> { Numbers(now, sample) };
        parts.AddRange(progress.Faults.Select(fault => new Text(progress.Describe(fault))));
        parts.Add(Bars(sample.Nodes));
        return new Rows(parts);
    }

    private Table Numbers(Instant now, LiveSample sample)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("window", "elapsed", "done", "ops/s now", "p50 ms", "p99 ms", "errors", "retries");
        var operations = sample.Successful + sample.Failed;
        table.AddRow(
            progress.WindowAt(now),
            $"{Figures.Seconds(progress.SecondsAt(now))} s",
            $"{progress.ShareAt(now, operations) * 100:0}%",
            Figures.Rate(sample.OpsPerS),
            Figures.Milliseconds(sample.P50Us),
            Figures.Milliseconds(sample.P99Us),
            Figures.Count(sample.Failed),
            Figures.Count(sample.Retries));
        return table;
    }

    private static Grid Bars(IReadOnlyList<KeyValuePair<NodeId, double>> nodes)
    {
        var most = Math.Max(1, nodes.Count == 0 ? 1 : nodes.Max(n => n.Value));
        var grid = new Grid().AddColumn().AddColumn().AddColumn(new GridColumn().RightAligned());
        foreach (var (node, rate) in nodes.Take(NodesShownMax))
        {
            var bar = new string('█', (int)Math.Round(rate / most * BarWidth));
            grid.AddRow(new Text(node.Name), new Text(bar.PadRight(BarWidth)), new Text(Figures.Rate(rate)));
        }

        if (nodes.Count > NodesShownMax)
        {
            grid.AddRow(new Text($"and {nodes.Count - NodesShownMax} more"), new Text(""), new Text(""));
        }

        return grid;
    }
}
