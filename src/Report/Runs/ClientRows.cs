using DynamoLab.History.Metrics;
using DynamoLab.Report.Text;

namespace DynamoLab.Report.Runs;

/// <summary>What the driver measured of itself, as names and values.</summary>
internal static class ClientRows
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(ClientMetrics client) =>
    [
        new("offered, ops/s", client.OfferedOpsPerS is { } rate ? Numbers.Three(rate) : "closed loop"),
        new("started, ops/s", Numbers.Three(client.StartedOpsPerS)),
        new("achieved, ops/s", Numbers.Three(client.AchievedOpsPerS)),
        new("processors, driver", Numbers.Three(client.CpuCores)),
        new("machine busy", Numbers.Percent(Rounded(client.MachineCpuShare))),
        new("replies waited, p50, ms", Numbers.Milliseconds(client.HandlingWait.P50Us)),
        new("replies waited, p99, ms", Numbers.Milliseconds(client.HandlingWait.P99Us)),
        new("starts late, p95, ms", Numbers.Milliseconds(client.StartLateness?.P95Us)),
    ];

    private static double? Rounded(double? share) => share is { } s ? Math.Round(s, 3) : null;
}
