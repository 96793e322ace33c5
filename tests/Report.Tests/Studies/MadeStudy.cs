using System.Globalization;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;

namespace DynamoLab.Report.Tests.Studies;

/// <summary>Studies that nobody carried out, in the two shapes there are.</summary>
internal static class MadeStudy
{
    private static readonly string[] Placements =
        ["1 random_tokens", "2 random_tokens_equal_partitions", "3 fixed_partitions"];

    /// <summary>Sizes by powers along, intervals, theory beside what was measured, a long table.</summary>
    public static StudyResults Sizes() => new(
        "Load balance of <three> placements", ["A paragraph & what it means.", "Another one."],
        [
            Sized("uniform, N = 1: efficiency", "mean load over the highest", size => 0.9 - (0.3 / Math.Log10(size))),
            Sized("uniform, N = 3: rounds", "rounds until all agree, mean", size => 2 * Math.Log10(size)),
        ],
        [new StudyTable(
            "ring", "Load balance", ["placement", "strategy", "N", "requests", "efficiency", "efficiency_ci95"],
            [.. Enumerable.Range(0, 60).Select(i => (string[])
                [Placements[i % 3], Text((i % 3) + 1), "3", Text(1000 * (i + 1)), "0.812", "0.016"])])]);

    /// <summary>Shares of reads over five decades of time, findings, a table with many columns.</summary>
    public static StudyResults Shares() => new(
        "Staleness, predicted and measured", ["How to read it."],
        [new Chart
        {
            Name = "reads",
            Title = "Reads that see the newest acknowledged write",
            X = new ChartAxis("ms from its acknowledgement, logarithmic") { Scale = AxisScale.Log10 },
            Y = new ChartAxis("reads that see it") { Min = 93.4, Max = 100, TickUnit = "%" },
            Series =
            [
                new("clients saw", [.. Times.Select(t => new ChartPoint(t, ShareAt(t), 0.3))])
                {
                    Shape = SeriesShape.DottedLine,
                },
                new("predicted", [.. Times.Select(t => new ChartPoint(t, ShareAt(t * 1.3)))])
                {
                    Shape = SeriesShape.Reference,
                },
            ],
        }],
        [new StudyTable(
            "pbs", "Computed beside published, ms",
            ["fit", "N", "R", "W", .. new[] { "L_r", "L_w", "t" }.SelectMany(
                name => new[] { $"{name}_ms", $"{name}_ci95", $"{name}_paper", $"{name}_dev_pct" })],
            [.. Enumerable.Range(0, 24).Select(_ => (string[])
                ["LNKD-DISK", "3", "1", "2", .. Enumerable.Repeat("1450.96", 12)])])])
    {
        Findings = ["stale reads: 0.25% of 41,386 that followed a write", "t at 99.9% consistency: 5.31 ms"],
    };

    public static StudyOrigin Origin(string name) => new(
        name, "simulated: nodes 30, tokens_per_node 32, repeats 20 · seed 7 · commit 01234567",
        $"dynamolab study {name} --seed 7");

    private static IEnumerable<double> Times =>
        from power in new[] { 0.1, 1, 10, 100, 1000 } from step in new[] { 1, 2, 5 } select step * power;

    private static double ShareAt(double ms) => 100 - (6.5 * Math.Exp(-ms / 20));

    private static Chart Sized(string title, string unit, Func<double, double> figure)
    {
        double[] sizes = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
        return new Chart
        {
            Name = Chart.NameOf(title),
            Title = title,
            X = new ChartAxis("requests, logarithmic") { Scale = AxisScale.Log10 },
            Y = new ChartAxis(unit),
            Series =
            [
                .. Placements.Select((name, i) => new ChartSeries(
                    name, [.. sizes.Select(size => new ChartPoint(size, figure(size) - (0.05 * i), 0.02))])
                {
                    Shape = SeriesShape.DottedLine,
                }),
                new("theory", [.. sizes.Select(size => new ChartPoint(size, figure(size) * 1.1))])
                {
                    Shape = SeriesShape.Reference,
                },
            ],
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
