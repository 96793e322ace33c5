using DynamoLab.Report.Charts;
using DynamoLab.Report.Pages;

namespace DynamoLab.Report.Runs;

/// <summary>The page of a run and its charts, written into the run's folder.</summary>
public static class RunReport
{
    public const string PageName = "report.html";

    internal const string NodesTitle = "What each node answered";

    /// <summary>Writes both anew.</summary>
    /// <returns>The page's path.</returns>
    /// <exception cref="ReportException">The folder is not one of a run, or cannot be written to.</exception>
    public static async Task<string> WriteAsync(string folder)
    {
        var run = RunFolder.Read(folder);
        var page = await PageAsync(run);
        var provenance = Provenance.Of(run);
        await SvgFile.WriteAllAsync(run.Path, Charts(run), provenance);
        if (new RunCharts(run).Nodes() is { Count: > 0 } nodes)
        {
            var svg = await SvgFile.OfManyAsync(NodesTitle, nodes, provenance);
            ReportFiles.WriteChart(run.Path, "nodes", svg);
        }

        if (FaultSpan.Of(run.Metrics) is { Count: > 0 } faults)
        {
            var svg = await FaultsAsync(new FaultLanes(faults), RunCharts.TimeAxis(run.Metrics), provenance);
            ReportFiles.WriteChart(run.Path, "faults", svg);
        }

        return ReportFiles.Write(run.Path, PageName, page);
    }

    public static Task<string> PageAsync(RunFolder run) =>
        HtmlRendering.OfAsync<RunPage>(new Dictionary<string, object?> { [nameof(RunPage.Run)] = run });

    private static async Task<string> FaultsAsync(FaultLanes lanes, ChartAxis time, string provenance)
    {
        var drawing = await HtmlRendering.OfAsync<FaultDrawing>(new Dictionary<string, object?>
        {
            [nameof(FaultDrawing.Lanes)] = lanes,
            [nameof(FaultDrawing.Time)] = time,
            [nameof(FaultDrawing.Width)] = SvgFile.Width,
        });
        return SvgFile.OfDrawing(FaultLanes.Title, lanes.Legend, drawing, FaultDrawing.HeightOf(lanes), provenance);
    }

    /// <summary>All large charts of a run that it has figures for.</summary>
    public static IReadOnlyList<Chart> Charts(RunFolder run)
    {
        var charts = new RunCharts(run);
        Chart?[] all =
        [
            charts.Throughput(), charts.Failures(), .. charts.Latencies(), LatencyCharts.Distribution(run.Metrics),
            .. LoadCharts.Of(run.Metrics), charts.Divergence(), charts.Siblings(), charts.ClockEntries(),
            charts.ClockBytes(), RepairCharts.Divergence(run.Metrics.Convergence),
            RepairCharts.Healing(run.Metrics.Healing),
        ];
        return [.. all.OfType<Chart>()];
    }
}
