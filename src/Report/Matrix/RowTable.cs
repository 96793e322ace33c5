using DynamoLab.Report.Text;

namespace DynamoLab.Report.Matrix;

/// <summary>The cells of a row as a table of what matters most.</summary>
internal static class RowTable
{
    private static readonly (string Name, Func<CellResult, string> Of)[] Always =
    [
        ("ops/s", c => With(c, "overall_ops_per_s", Numbers.Three)),
        ("p99 read ms", c => With(c, "overall_read_p99_us", Numbers.Milliseconds)),
        ("p99 write ms", c => With(c, "overall_write_p99_us", Numbers.Milliseconds)),
        ("available", c => With(c, "overall_availability_with_failover", Numbers.Percent)),
        ("first try", c => With(c, "overall_availability_without_failover", Numbers.Percent)),
    ];

    private static readonly (string Name, Func<CellResult, string> Of)[] OfFailures =
    [
        ("ops/s in failure", c => With(c, "failure_ops_per_s", Numbers.Three)),
        ("p99 read in failure", c => With(c, "failure_read_p99_us", Numbers.Milliseconds)),
        ("available in failure", c => With(c, "failure_availability_with_failover", Numbers.Percent)),
        ("first try in failure", c => With(c, "failure_availability_without_failover", Numbers.Percent)),
        ("lost", c => With(c, "degradation", Numbers.Percent)),
        ("recovery s", c => With(c, "recovery_s", Numbers.Three)),
    ];

    private static readonly (string Name, Func<CellResult, string> Of)[] Last =
    [
        ("stale reads", c => With(c, "stale_reads", Numbers.Three)),
        ("siblings", c => With(c, "siblings_mean", Numbers.Three)),
        ("diverged", c => With(c, "keys_diverged", Numbers.Three)),
        ("rounds", c => With(c, "rounds_max", Numbers.Three)),
        ("CPU us/op", c => With(c, "nodes_cpu_us_per_op", Numbers.Three)),
        ("client-bound", c => c.Number("client_bottleneck") > 0 ? "yes" : "no"),
        ("verdict", c => c.Verdict),
    ];

    public static IReadOnlyList<string> Columns(RowView view) =>
        ["cell", .. view.Varying, .. Figures(view).Select(figure => figure.Name)];

    public static IReadOnlyList<IReadOnlyList<string>> Rows(RowView view) =>
    [
        .. view.Cells.Index().Select(cell => (IReadOnlyList<string>)
        [
            $"{cell.Index + 1}", .. view.Varying.Select(cell.Item.Text), .. Figures(view).Select(f => f.Of(cell.Item)),
        ]),
    ];

    private static IEnumerable<(string Name, Func<CellResult, string> Of)> Figures(RowView view) =>
        [.. Always, .. view.HasFailure ? OfFailures : [], .. Last];

    /// <summary>The mean, and how far the true one may be off where that is known.</summary>
    private static string With(CellResult cell, string column, Func<double?, string> format) =>
        cell.HalfWidth(column) is > 0 and var width
            ? $"{format(cell.Number(column))} ± {format(width)}"
            : format(cell.Number(column));
}
