using DynamoLab.Report.Charts;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Matrix;

/// <summary>The figures that are drawn of a matrix.</summary>
internal static class MatrixFigures
{
    private const double UsToMs = 0.001;

    public static MatrixFigure Throughput(string window) =>
        new($"{window}_ops_per_s", $"Throughput, {window}", "operations per second") { Format = Numbers.Three };

    public static MatrixFigure Availability(string window, bool withFailover) => new(
        $"{window}_availability_{(withFailover ? "with" : "without")}_failover",
        $"Availability {(withFailover ? "with" : "without")} failover, {window}",
        "share of operations that succeeded")
    {
        Format = Numbers.Percent,
        Note = withFailover
            ? "On whatever attempt; retries on other nodes count."
            : "On the first attempt: what a client that never retries sees.",
    };

    public static MatrixFigure P99(string window, string kind) =>
        new($"{window}_{kind}_p99_us", $"99th percentile of {kind}s, {window}", "milliseconds, logarithmic")
        {
            Factor = UsToMs,
            Scale = AxisScale.Log10,
            IsBad = true,
            Format = Numbers.Three,
        };

    public static MatrixFigure StaleReads { get; } =
        new("stale_read_share", "Stale reads", "share of successful reads")
        {
            IsBad = true,
            Format = Numbers.Percent,
            Note = "Reads that began after a write had been acknowledged and do not reflect it; over the whole run.",
        };

    public static MatrixFigure Degradation { get; } =
        new("degradation", "Throughput lost while the fault lasts", "share of the throughput before it")
        {
            IsBad = true,
            Format = Numbers.Percent,
        };

    public static MatrixFigure Recovery { get; } =
        new("recovery_s", "Recovery", "seconds from the heal to 90% of the throughput before")
        {
            IsBad = true,
            Format = Numbers.Three,
        };

    public static MatrixFigure Plain(string column, string title, string unit, bool isBad = true) =>
        new(column, title, unit) { IsBad = isBad, Format = Numbers.Three };
}
