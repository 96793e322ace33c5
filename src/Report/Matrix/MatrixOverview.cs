using DynamoLab.Report.Charts;
using DynamoLab.Report.Pages;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Matrix;

/// <summary>What a matrix says as a whole.</summary>
internal sealed class MatrixOverview(MatrixResults matrix, IReadOnlyList<RowView> views)
{
    public IReadOnlyList<Tile> Tiles()
    {
        var good = matrix.Cells.Where(cell => cell.Repeats > 0).ToList();
        var fastest = good.MaxBy(cell => cell.Number("overall_ops_per_s") ?? 0);
        return
        [
            new(
                "Cells with figures", Numbers.Count(good.Count), "",
                $"of {Numbers.Count(matrix.Cells.Count)} that have ended"),
            new("Every promise held", Numbers.Count(good.Count(c => c.Verdict == "held")), "cells", Verdicts()),
            new(
                "Highest throughput", Numbers.Three(fastest?.Number("overall_ops_per_s")), "ops/s",
                fastest is null ? "" : $"{fastest.Row}: {ViewOf(fastest)?.PlaceOf(fastest)}"),
            new("Lowest availability", Numbers.Percent(Least(good)), "", "with failover, while a fault lasted"),
        ];
    }

    /// <summary>All rows that stand along concurrency alone, in one chart each for throughput and latency.</summary>
    public IEnumerable<Chart> AgainstConcurrency()
    {
        var rows = views.Where(view => view.Row.Axes is ["concurrency"] && view.Cells.Count > 0)
            .Take(Palette.Count).ToList();
        if (rows.Count < 2 || rows.All(row => row.Along is null))
        {
            return [];
        }

        return
        [
            Overlaid(
                rows, "throughput", "Throughput", "operations per second", AxisScale.Linear,
                _ => "overall_ops_per_s", 1),
            Overlaid(
                rows, "read-p99", "99th percentile of reads, while the fault lasts", "milliseconds, logarithmic",
                AxisScale.Log10, row => $"{row.Window}_read_p99_us", 0.001),
            Overlaid(
                rows, "write-p99", "99th percentile of writes, while the fault lasts", "milliseconds, logarithmic",
                AxisScale.Log10, row => $"{row.Window}_write_p99_us", 0.001),
            Overlaid(rows, "siblings", "Siblings read, mean", "versions", AxisScale.Linear, _ => "siblings_mean", 1),
        ];
    }

    /// <summary>The cells that need a look, each as a sentence.</summary>
    public IEnumerable<string> Troubles() => matrix.Cells
        .Where(cell => cell.Error.Length > 0 || cell.Verdict is "broken" or "unknown")
        .Select(cell => cell.Error.Length > 0
            ? $"{cell.Name}: {cell.Error}"
            : cell.Name + (cell.Verdict == "broken"
                ? ": a promise was broken, see its summary.txt"
                : ": the outcome is unknown, see its summary.txt"));

    private static Chart Overlaid(
        IReadOnlyList<RowView> rows,
        string name,
        string title,
        string unit,
        AxisScale scale,
        Func<RowView, string> column,
        double factor) => new()
        {
            Name = name,
            Title = title,
            Note = name.EndsWith("p99", StringComparison.Ordinal) ? "Rows without a fault: after the warm-up." : "",
            X = rows.First(row => row.Along is not null).AxisAlong() with { Min = 1 },
            Y = new ChartAxis(unit) { Scale = scale },
            Series = [.. rows.Select(row => new ChartSeries(
                row.Row.Name,
                [.. row.Cells.Select(cell => new ChartPoint(
                    cell.Number("concurrency") ?? 0, cell.Number(column(row)) * factor,
                    cell.HalfWidth(column(row)) * factor))])
            {
                Shape = SeriesShape.DottedLine,
            })],
        };

    private RowView? ViewOf(CellResult cell) => views.FirstOrDefault(view => view.Row.Name == cell.Row);

    private static double? Least(IEnumerable<CellResult> cells) => cells
        .Select(cell => cell.Number("failure_availability_with_failover")).OfType<double>()
        .Select(share => (double?)share).Min();

    private string Verdicts()
    {
        var broken = matrix.Cells.Count(cell => cell.Verdict == "broken");
        var unknown = matrix.Cells.Count(cell => cell.Verdict == "unknown");
        var failed = matrix.Cells.Count(cell => cell.Error.Length > 0);
        return $"{broken} broke one, {unknown} ended unknown, {failed} could not be run";
    }
}
