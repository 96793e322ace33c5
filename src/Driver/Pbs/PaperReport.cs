using System.Globalization;
using DynamoLab.Driver.Studies;
using DynamoLab.History.Pbs;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Pbs;

/// <summary>Rows as charts and a table.</summary>
internal static class PaperReport
{
    /// <summary>Milliseconds, 0.1 to 2000.</summary>
    public static readonly IReadOnlyList<double> Times =
    [
        .. from power in new[] { 0.1, 1, 10, 100, 1000 }
           from step in new[] { 1, 1.4, 2, 3, 5, 7 }
           where step * power <= 2000
           select step * power,
    ];

    private static readonly string[] Columns =
    [
        "fit", "N", "R", "W",
        "L_r_ms", "L_r_ci95", "L_r_paper", "L_r_dev_pct",
        "L_w_ms", "L_w_ci95", "L_w_paper", "L_w_dev_pct",
        "t_ms", "t_ci95", "t_paper", "t_dev_pct",
    ];

    private static readonly string[] Heads =
    [
        "fit", "N", "R", "W", "L_r", "±", "paper", "dev%", "L_w", "±", "paper", "dev%", "t", "±", "paper", "dev%",
    ];

    public static StudyResults Of(IReadOnlyList<PaperRow> rows, long trials) => new(
        "Probabilistically bounded staleness: the paper's table", Lead(trials), [.. Charts(rows)], [Table(rows)]);

    private static string[] Lead(long trials) =>
    [
        "Monte Carlo of the WARS model (Bailis et al., VLDB 2012) with the published fits, "
            + string.Create(CultureInfo.InvariantCulture, $"{trials:#,0} trials per fit. ")
            + "L_r and L_w are the 99.9th percentiles of read and write latency, t is how long after a write's commit "
            + "99.9% of the reads that begin then see it. All in milliseconds.",
        "ci95 is half of the 95% confidence interval that the number of trials leaves, by order statistics. The "
            + "deviation is from the value printed in the paper's table 4; it is left out where that is 0 or missing.",
    ];

    private static StudyTable Table(IReadOnlyList<PaperRow> rows) =>
        new("pbs", "Computed beside published, ms", Columns, [.. rows.Select(Fields)]) { Heads = Heads };

    private static string[] Fields(PaperRow row) =>
    [
        row.Fit, Cells.Of(row.Replicas), Cells.Of(row.Computed.Quorum.Read), Cells.Of(row.Computed.Quorum.Write),
        .. Figure(row.Computed.ReadLatency, row.Published?.ReadLatency),
        .. Figure(row.Computed.WriteLatency, row.Published?.WriteLatency),
        .. Figure(row.Computed.VisibleAfter, row.Published?.VisibleAfter),
    ];

    private static string[] Figure(QuantileEstimate computed, double? published) =>
    [
        Number(computed.Value), Number(computed.HalfWidth),
        published?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
        published is { } p and not 0
            ? ((computed.Value - p) / p).ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture).TrimEnd('%')
            : "",
    ];

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Pairs that overlap are consistent at any time: a line along the top says nothing.</summary>
    private static IEnumerable<Chart> Charts(IReadOnlyList<PaperRow> rows) =>
        from row in rows
        let quorum = row.Computed.Quorum
        where quorum.Read + quorum.Write <= row.Replicas
        group row by quorum into pair
        select StudyCharts.Of(
            string.Create(
                CultureInfo.InvariantCulture,
                $"N = {pair.First().Replicas}, R = {pair.Key.Read}, W = {pair.Key.Write}: consistent reads"),
            "t, ms after the write's commit",
            new ChartAxis("reads that see the write") { Max = 100, TickUnit = "%" },
            pair.Select(row => new ChartSeries(
                row.Fit, [.. row.Computed.Shares.Select((share, i) => new ChartPoint(Times[i], 100 * share))])));
}
