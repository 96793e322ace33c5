using DynamoLab.History.Metrics;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Runs;

/// <summary>The windows of a run as a table.</summary>
internal static class WindowRows
{
    public static IReadOnlyList<string> Columns(RunMetrics metrics) =>
    [
        "window", "seconds", "operations", "ops/s", "available", "first attempt",
        .. metrics.Overall.StaleReads is null ? Array.Empty<string>() : ["stale reads"],
        .. Kinds(metrics).SelectMany(k => new[]
        {
            $"{k.ToLowerInvariant()} p50", "p95", "p99", "p99.9", "max",
        }),
    ];

    public static IReadOnlyList<IReadOnlyList<string>> Rows(RunMetrics metrics) =>
        [.. metrics.Windows.Append(metrics.Overall).Select(window => Row(metrics, window))];

    private static IReadOnlyList<string> Row(RunMetrics metrics, WindowMetrics window) =>
    [
        window.Name, Numbers.Three(window.DurationS), Numbers.Count(window.Attempted),
        Numbers.Three(window.SuccessfulOpsPerS), Numbers.Percent(window.AvailabilityWithFailover),
        Numbers.Percent(window.AvailabilityWithoutFailover),
        .. metrics.Overall.StaleReads is null ? Array.Empty<string>() : [Numbers.Percent(window.StaleReads?.Fraction)],
        .. Kinds(metrics).SelectMany(kind => Latency(window.Operations.GetValueOrDefault(kind)?.ServiceTime)),
    ];

    private static IEnumerable<string> Latency(LatencySummary? latency) =>
        new[] { latency?.P50Us, latency?.P95Us, latency?.P99Us, latency?.P999Us, latency?.MaxUs }
            .Select(us => Numbers.Milliseconds(us));

    private static IEnumerable<string> Kinds(RunMetrics metrics) =>
        metrics.Overall.Operations.Keys.Order(StringComparer.Ordinal);
}
