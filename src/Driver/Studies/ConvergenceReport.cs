using DynamoLab.Driver.Results;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Studies;

namespace DynamoLab.Driver.Studies;

/// <summary>Rows as charts and tables.</summary>
internal static class ConvergenceReport
{
    private static readonly string[] Lead =
    [
        "A round: every node makes one exchange with one random peer per shared partition, all pairs drawn first by "
            + "the plan that nodes use. Bars are 95% confidence intervals (Student's t) over the repeats.",
        "One key on n replicas: one replica is ahead. Pushing alone takes about log2 n + ln n rounds in theory; the "
            + "lab's exchange both pushes and pulls, for which theory gives log3 n and a term of the order of ln ln n.",
        "Clusters of N = 3, static membership: one_ahead is a write that one replica took and the others missed; in "
            + "all_differ each took one of its own. Three replicas agree after one round or two, so a whole cluster "
            + "takes as long as its slowest key: two, once enough keys differ. The size of the cluster plays no part.",
    ];

    public static StudyResults Of(IReadOnlyList<OneKeyRow> oneKey, IReadOnlyList<ClusterRow> clusters) => new(
        "Rounds until all agree", Lead, [OneKeyChart(oneKey), .. ClusterCharts(clusters)],
        [OneKeyTable(oneKey), ClusterTable(clusters)]);

    private static Chart OneKeyChart(IReadOnlyList<OneKeyRow> rows) => StudyCharts.Of(
        "One key on n replicas", "replicas n", new ChartAxis("rounds until all agree, mean"),
        StudyCharts.Measured("push-pull, measured", rows.Select(r => Point(r.Replicas, r.PushPull))),
        StudyCharts.Measured("push, measured", rows.Select(r => Point(r.Replicas, r.Push))),
        StudyCharts.Reference("log2 n + ln n", rows.Select(r => new ChartPoint(r.Replicas, r.PushTheory))),
        StudyCharts.Reference("log3 n", rows.Select(r => new ChartPoint(r.Replicas, r.PushPullTheory))));

    private static IEnumerable<Chart> ClusterCharts(IReadOnlyList<ClusterRow> rows)
    {
        foreach (var divergence in rows.GroupBy(r => r.Start.Divergence))
        {
            var word = Cells.Word(divergence.Key);
            yield return StudyCharts.Of(
                $"Clusters, N = 3, {word}: the whole cluster", "nodes",
                new ChartAxis("rounds until all keys agree, mean"), SeriesOf(divergence, r => r.Rounds));
        }

        yield return StudyCharts.Of(
            "Clusters, N = 3: a single key", "nodes",
            new ChartAxis("rounds until the key's replicas agree, mean; all keys differ"),
            rows.Where(r => r.Start.Fraction == 1).GroupBy(r => (r.Start.Divergence, r.Start.Keys))
                .Select(g => StudyCharts.Measured(
                    FormattableString.Invariant($"{Cells.Word(g.Key.Divergence)}, {g.Key.Keys:#,0} keys"),
                    g.Select(r => Point(r.Nodes, r.RoundsPerKey)))));
    }

    /// <summary>Only how many keys differ matters, so cases with equally many are one line.</summary>
    private static IEnumerable<ChartSeries> SeriesOf(
        IEnumerable<ClusterRow> rows, Func<ClusterRow, Estimate> figure) =>
        rows.GroupBy(r => r.Start.DivergedCount).OrderBy(g => g.Key).Select(g => StudyCharts.Measured(
            FormattableString.Invariant($"{g.Key:#,0} {(g.Key == 1 ? "key differs" : "keys differ")}"),
            g.DistinctBy(r => r.Nodes).Select(r => Point(r.Nodes, figure(r)))));

    private static ChartPoint Point(int x, Estimate y) => new(x, y.Mean, y.HalfWidth);

    private static StudyTable OneKeyTable(IReadOnlyList<OneKeyRow> rows) => new(
        "one_key", "One key on n replicas: rounds until all agree",
        [
            "replicas", "repeats", "push_pull_rounds", "push_pull_ci95", "log3_n", "push_rounds", "push_ci95",
            "push_theory",
        ],
        [.. rows.Select(r => new[]
        {
            Cells.Of(r.Replicas), Cells.Of(r.PushPull.Count), Cells.Of(r.PushPull.Mean), Cells.Of(r.PushPull.HalfWidth),
            Cells.Of(r.PushPullTheory), Cells.Of(r.Push.Mean), Cells.Of(r.Push.HalfWidth), Cells.Of(r.PushTheory),
        })]);

    private static StudyTable ClusterTable(IReadOnlyList<ClusterRow> rows) => new(
        "clusters", "Clusters, N = 3: rounds until all keys agree, and per key that differed",
        [
            "nodes", "divergence", "keys", "fraction_diverged", "repeats", "rounds", "rounds_ci95", "rounds_per_key",
            "rounds_per_key_ci95", "states_per_key",
        ],
        [.. rows.Select(r => new[]
        {
            Cells.Of(r.Nodes), Cells.Word(r.Start.Divergence), Cells.Of(r.Start.Keys), Cells.Of(r.Start.Fraction),
            Cells.Of(r.Rounds.Count), Cells.Of(r.Rounds.Mean), Cells.Of(r.Rounds.HalfWidth),
            Cells.Of(r.RoundsPerKey.Mean), Cells.Of(r.RoundsPerKey.HalfWidth), Cells.Of(r.StatesPerKey.Mean),
        })]);
}
