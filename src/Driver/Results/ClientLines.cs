using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>What the driver itself took, and whether it was the bottleneck, in lines of the summary.</summary>
internal static class ClientLines
{
    public static IEnumerable<string> Of(ClientMetrics? client)
    {
        if (client is null)
        {
            yield break;
        }

        yield return $"driver: {client.CpuCores:0.00} processors ({client.CpuShare * 100:0}% of the machine"
            + (client.MachineCpuShare is { } machine ? $", which was {machine * 100:0}% busy" : "")
            + $"); replies waited p50 {Figures.Milliseconds(client.HandlingWait.P50Us)} ms for it, "
            + $"p99 {Figures.Milliseconds(client.HandlingWait.P99Us)} ms"
            + (client.StartLateness is { } late ? $"; starts late by p95 {Figures.Milliseconds(late.P95Us)} ms" : "");
        foreach (var reason in client.BottleneckReasons)
        {
            yield return $"CLIENT BOTTLENECK: {reason}";
        }
    }
}
