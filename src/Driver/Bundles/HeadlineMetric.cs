using System.Text.Json;

namespace DynamoLab.Driver.Bundles;

/// <summary>A figure that a run is known by, and where <c>metrics.json</c> has it.</summary>
internal sealed record HeadlineMetric(string Name, string Unit, params string[] Path)
{
    public static IReadOnlyList<HeadlineMetric> All { get; } =
    [
        new("throughput", "ops/s", "overall", "successful_ops_per_s"),
        new("availability, failover", "share", "overall", "availability_with_failover"),
        new("availability, first attempt", "share", "overall", "availability_without_failover"),
        Latency("READ", "p50_us"),
        Latency("READ", "p99_us"),
        Latency("WRITE", "p50_us"),
        Latency("WRITE", "p99_us"),
        new("stale reads", "share", "consistency", "stale_reads", "fraction"),
        new("siblings read, mean", "versions", "versions", "siblings", "mean"),
        new("degradation", "share", "impact", "degradation"),
        new("recovery", "s", "impact", "recovery_s"),
        new("rounds to converge, mean", "rounds", "convergence", "rounds", "mean"),
    ];

    /// <summary>Null where the run gave no answer.</summary>
    public double? Of(JsonElement metrics)
    {
        var at = metrics;
        foreach (var name in Path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Number ? at.GetDouble() : null;
    }

    private static HeadlineMetric Latency(string kind, string percentile) => new(
        $"{kind} {percentile[..^3]}", "us", "overall", "operations", kind, "service_time", percentile);
}
