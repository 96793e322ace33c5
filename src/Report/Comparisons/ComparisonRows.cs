using DynamoLab.History.Metrics;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Comparisons;

/// <summary>Runs beside each other: a row for every figure and for every option in which they differ.</summary>
internal static class ComparisonRows
{
    public static IReadOnlyList<IReadOnlyList<string>> Figures(RunSet set)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            Row(set, "verdict", m => m.Verdict?.Summary.Split(':')[0] ?? Numbers.None),
            Row(set, "operations", m => Numbers.Count(m.Overall.Attempted)),
            Row(set, "throughput, ops/s", m => Numbers.Three(m.Overall.SuccessfulOpsPerS)),
            Row(set, "before the fault, ops/s", m => Numbers.Three(m.Impact.NormalOpsPerS)),
            Row(set, "during it, ops/s", m => Numbers.Three(m.Impact.SlowOpsPerS)),
            Row(set, "lost to it", m => Numbers.Percent(m.Impact.Degradation is { } lost ? Math.Round(lost, 3) : null)),
            Row(set, "back after the heal, s", m => Numbers.Three(m.Impact.RecoveryS)),
            Row(set, "available", m => Numbers.Percent(m.Overall.AvailabilityWithFailover)),
            Row(set, "at the first attempt", m => Numbers.Percent(m.Overall.AvailabilityWithoutFailover)),
        };
        foreach (var kind in Kinds(set))
        {
            rows.Add(Latency(set, kind, "median", l => l.P50Us));
            rows.Add(Latency(set, kind, "p99", l => l.P99Us));
            rows.Add(Latency(set, kind, "p99.9", l => l.P999Us));
        }

        rows.Add(Row(set, "stale reads", m => Numbers.Percent(m.Consistency?.StaleReads.Fraction)));
        rows.Add(Row(set, "siblings, mean", m => Numbers.Three(m.Versions.Siblings.Mean)));
        rows.Add(Row(set, "clock bytes, mean", m => Numbers.Three(m.Versions.ClockBytes.Mean)));
        rows.Add(Row(set, "repair rounds, mean", m => Numbers.Three(m.Convergence?.Rounds.Mean)));
        return rows;
    }

    /// <summary>Options and surroundings that are not the same in all.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Differences(RunSet set) =>
        [.. Settings(set).Where(row => row.Skip(1).Distinct(StringComparer.Ordinal).Count() > 1)];

    /// <summary>Those that are.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Common(RunSet set) =>
        [.. Settings(set).Where(row => row.Skip(1).Distinct(StringComparer.Ordinal).Count() == 1)
            .Select(row => KeyValuePair.Create(row[0], row[1]))];

    private static IEnumerable<IReadOnlyList<string>> Settings(RunSet set)
    {
        var all = set.Runs.Select(r => r.Config.Parameters.Concat(r.Config.Surroundings)
            .Where(s => s.Key != "started_at").ToArray()).ToArray();
        var names = all.SelectMany(settings => settings.Select(s => s.Key)).Distinct();
        return names.Select(name => (IReadOnlyList<string>)
            [name, .. all.Select(s => s.FirstOrDefault(p => p.Key == name).Value ?? Numbers.None)]);
    }

    private static IReadOnlyList<string> Latency(
        RunSet set, string kind, string what, Func<LatencySummary, long?> figure) => Row(
            set, $"{kind.ToLowerInvariant()} {what}, ms",
            m => Numbers.Milliseconds(
                m.Overall.Operations.TryGetValue(kind, out var done) ? figure(done.ServiceTime) : null));

    private static IReadOnlyList<string> Row(RunSet set, string name, Func<RunMetrics, string> figure) =>
        [name, .. set.Runs.Select(run => figure(run.Metrics))];

    private static IEnumerable<string> Kinds(RunSet set) =>
        set.Runs.SelectMany(r => r.Metrics.Overall.Operations.Keys).Distinct().Order(StringComparer.Ordinal);
}
