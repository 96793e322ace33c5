using DynamoLab.Driver.Results;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Studies;

/// <summary>Rows as charts and a table.</summary>
internal static class RingReport
{
    private static readonly string[] Lead =
    [
        "Efficiency is the mean load of the nodes over the highest: 1 is even. A node is out of balance when its load "
            + "is more than 15% off the mean. Each repeat draws other names of nodes, and so other tokens, and other "
            + "requests; all placements get the same ones. Bars are 95% confidence intervals.",
        "Beside the Dynamo paper (§6.2, 30 nodes, N = 3): there strategy 3 (fixed_partitions) is the most efficient "
            + "and strategy 2 (random_tokens_equal_partitions) the least, and about 20% of the nodes are out "
            + "of balance at low load and 10% at high load. Here load is the number of requests drawn; the paper's "
            + "trace is not public. Strategies 1 and 2 differ by less than the bars here: both have 32 tokens a node.",
    ];

    public static StudyResults Of(IReadOnlyList<RingRow> rows) => new(
        "Load balance of the three placements", Lead,
        [
            .. Charts(rows, "efficiency", "mean load over the highest", r => r.Efficiency),
            .. Charts(rows, "out of balance", "share of nodes more than 15% off the mean", r => r.OutOfBalance),
        ],
        [Table(rows)]);

    private static IEnumerable<Chart> Charts(
        IReadOnlyList<RingRow> rows, string title, string unit, Func<RingRow, Estimate> figure) =>
        rows.GroupBy(r => (r.Distribution, r.Replicas)).Select(g => StudyCharts.Of(
            $"{Cells.Word(g.Key.Distribution)}, N = {g.Key.Replicas}: {title}", "requests",
            new ChartAxis(unit) { Max = 1 },
            g.GroupBy(r => r.Placement).Select(p => StudyCharts.Measured(
                $"{(int)p.Key} {Cells.Word(p.Key)}",
                p.Select(r => new ChartPoint(r.Requests, figure(r).Mean, figure(r).HalfWidth))))));

    private static StudyTable Table(IReadOnlyList<RingRow> rows) => new(
        "ring", "Load balance",
        [
            "placement", "strategy", "N", "dist", "requests", "repeats", "efficiency", "efficiency_ci95",
            "out_of_balance", "out_of_balance_ci95",
        ],
        [.. rows.Select(r => new[]
        {
            Cells.Word(r.Placement), Cells.Of((int)r.Placement), Cells.Of(r.Replicas), Cells.Word(r.Distribution),
            Cells.Of(r.Requests), Cells.Of(r.Efficiency.Count), Cells.Of(r.Efficiency.Mean),
            Cells.Of(r.Efficiency.HalfWidth), Cells.Of(r.OutOfBalance.Mean), Cells.Of(r.OutOfBalance.HalfWidth),
        })]);
}
