using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Matrix.Tables;

/// <summary>
/// The columns of <c>matrix.csv</c> that are measured, all taken from a run's <c>metrics.json</c>;
/// <c>docs/metrics.md</c> defines each.
/// </summary>
internal static class HeadlineFigures
{
    private static readonly string[] Windows = ["overall", "warmup", "failure", "recovery", "steady"];

    private static readonly (string Name, Func<LatencySummary, long?> Of)[] Percentiles =
        [("p50", l => l.P50Us), ("p99", l => l.P99Us), ("p999", l => l.P999Us)];

    public static IReadOnlyList<CellFigure> All { get; } =
    [
        .. Windows.SelectMany(Throughput),
        new("degradation", m => m.Impact.Degradation),
        new("recovery_s", m => m.Impact.RecoveryS),
        .. Windows.SelectMany(Latencies),
        .. Consistency(),
        .. Versions(),
        .. Repairs(),
        .. Load(),
    ];

    private static IEnumerable<CellFigure> Throughput(string window) =>
    [
        new($"{window}_ops_per_s", m => WindowOf(m, window)?.SuccessfulOpsPerS),
        new($"{window}_attempted_ops_per_s", m => WindowOf(m, window)?.AttemptedOpsPerS),
        new($"{window}_availability_with_failover", m => WindowOf(m, window)?.AvailabilityWithFailover),
        new($"{window}_availability_without_failover", m => WindowOf(m, window)?.AvailabilityWithoutFailover),
    ];

    private static IEnumerable<CellFigure> Latencies(string window) =>
        from kind in (string[])["read", "write"]
        from percentile in Percentiles
        select new CellFigure(
            $"{window}_{kind}_{percentile.Name}_us",
            m => WindowOf(m, window)?.Operations.GetValueOrDefault(kind.ToUpperInvariant()) is { } operations
                ? percentile.Of(operations.ServiceTime)
                : null);

    private static IEnumerable<CellFigure> Consistency() =>
    [
        new("failure_stale_reads", m => WindowOf(m, "failure")?.StaleReads?.Violated),
        new("stale_reads", m => m.Consistency?.StaleReads.Violated),
        new("stale_read_share", m => m.Consistency?.StaleReads.Fraction),
        new("stale_by_p99_us", m => m.Consistency?.StaleBy.P99Us),
        new("read_your_writes_violated_share", m => m.Consistency?.ReadYourWrites.Fraction),
        new("monotonic_reads_violated_share", m => m.Consistency?.MonotonicReads.Fraction),
    ];

    private static IEnumerable<CellFigure> Versions() =>
    [
        new("siblings_mean", m => m.Versions.Siblings.Mean),
        new("siblings_max", m => m.Versions.Siblings.Max),
        new("clock_size_entries_mean", m => m.Versions.ClockEntries.Mean),
        new("clock_size_entries_max", m => m.Versions.ClockEntries.Max),
        new("clock_size_bytes_mean", m => m.Versions.ClockBytes.Mean),
        new("clock_size_bytes_max", m => m.Versions.ClockBytes.Max),
    ];

    private static IEnumerable<CellFigure> Repairs() =>
    [
        new("keys_tested", m => m.Convergence?.KeysTested),
        new("keys_diverged", m => m.Convergence is { } c ? c.KeysTested - c.KeysAgreedAlready : null),
        new("keys_not_converged", m => m.Convergence?.KeysNotConverged),
        new("rounds_mean", m => m.Convergence?.Rounds.Mean),
        new("rounds_max", m => m.Convergence?.Rounds.Max),
        new("diverged_share_max", m => m.Divergence?.ShareMax),
        new("agreed_again_s", m => m.Divergence?.AgreedAgainS),
        new("healed_by_hint", m => m.Healing?.Total.Hint.Keys),
        new("healed_by_read_repair", m => m.Healing?.Total.ReadRepair.Keys),
        new("healed_by_background_exchange", m => m.Healing?.Total.BackgroundExchange.Keys),
        new("healed_by_explicit_round", m => m.Healing?.Total.ExplicitRound.Keys),
        Counter("hints_stored"),
        Counter("hints_delivered"),
        Counter("read_repairs"),
        Counter("states_exchanged"),
    ];

    private static IEnumerable<CellFigure> Load() =>
    [
        new("hottest_node_served_share", m => HottestServed(m) is { } most ? most / Served(m) : null),
        new("hottest_node_over_mean", m => HottestServed(m) is { } most ? most * m.Nodes.Count / Served(m) : null),
        new("hottest_replica_over_mean", m => OverMean(m.Load?.Nodes.Select(n => n.ReplicaShare ?? 0))),
        new("hottest_node_expected_over_mean", m => OverMean(m.Load?.Nodes.Select(n => n.ExpectedReplicaShare))),
        new("hottest_node_share", m => m.Load?.Nodes.Max(n => n.ReplicaShare)),
        new("hottest_key_share", m => m.Load?.HottestKey.Share),
        new("hottest_key_expected_share", m => m.Load?.HottestKey.ExpectedShare),
        Counter("quorums_unmet"),
        Counter("stand_ins"),
        new("client_bottleneck", m => m.Client is { } client ? (client.ClientBottleneck ? 1 : 0) : null),
        new("driver_cpu_cores", m => m.Client?.CpuCores),
        new("machine_cpu_share", m => m.Client?.MachineCpuShare),
        new("nodes_cpu_us_per_op", m => Sum(m, "cpu_ms") is { } ms && m.Overall.Successful > 0
            ? ms * 1000 / m.Overall.Successful
            : null),
    ];

    private static WindowMetrics? WindowOf(RunMetrics metrics, string name) => name == "overall"
        ? metrics.Overall
        : metrics.Windows.FirstOrDefault(window => window.Name == name);

    private static CellFigure Counter(string name) => new(name, m => Sum(m, name));

    /// <summary>Over all nodes that told it; a node that was restarted told what it counted since.</summary>
    private static double? Sum(RunMetrics metrics, string counter)
    {
        var told = metrics.Nodes.Where(node => node.Counters.ContainsKey(counter)).ToList();
        return told.Count == 0 ? null : told.Sum(node => node.Counters[counter]);
    }

    private static double Served(RunMetrics metrics) => metrics.Nodes.Sum(node => node.Served);

    private static double? OverMean(IEnumerable<double>? shares) =>
        shares?.ToList() is { Count: > 0 } all && all.Sum() > 0 ? all.Max() * all.Count / all.Sum() : null;

    private static double? HottestServed(RunMetrics metrics) =>
        Served(metrics) > 0 ? metrics.Nodes.Max(node => node.Served) : null;
}
