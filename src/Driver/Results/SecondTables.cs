using System.Globalization;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>
/// <c>throughput.csv</c> and <c>latency_per_sec.csv</c>. An operation counts in the second it started in, from 0 at
/// the start of the workload: the same as counting rows of the workload's table by their time stamp.
/// </summary>
public static class SecondTables
{
    /// <summary>Successful operations; seconds without any are there, with 0.</summary>
    public static string Throughput(IReadOnlyList<SecondMetrics> seconds) =>
        SmallCsv.Of(["second", "ops"], seconds.Select(s => (string[])[Text(s.Second), Text(s.Successful)]));

    /// <summary>One row per second and type of operation, service times of successful ones.</summary>
    public static string Latency(IReadOnlyList<SecondMetrics> seconds) => SmallCsv.Of(
        ["second", "op", "ops", "mean_us", "p50_us", "p95_us", "p99_us", "max_us"],
        seconds.SelectMany(s => s.ServiceTime.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => Row(s.Second, t.Key, t.Value))));

    private static string[] Row(int second, string kind, LatencySummary latency) =>
    [
        Text(second), kind, Text(latency.Count),
        latency.MeanUs?.ToString("F1", CultureInfo.InvariantCulture) ?? "",
        Text(latency.P50Us), Text(latency.P95Us), Text(latency.P99Us), Text(latency.MaxUs),
    ];

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
