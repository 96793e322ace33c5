using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Results;

/// <summary>The windows of a run, a line each, and one for every type of operation in them.</summary>
internal static class WindowTable
{
    public static IReadOnlyList<string> Lines(RunMetrics metrics)
    {
        var table = new TextTable(
            "window", "seconds", "op", "attempted", "ops/s", "available", "1st try",
            "mean ms", "p50", "p90", "p99", "p99.9", "max");
        foreach (var window in metrics.Windows.Append(metrics.Overall))
        {
            table.Add(
                window.Name, Figures.Seconds(window.DurationS), "all", Figures.Count(window.Attempted),
                Figures.Rate(window.SuccessfulOpsPerS), Figures.Percent(window.AvailabilityWithFailover),
                Figures.Percent(window.AvailabilityWithoutFailover), "", "", "", "", "", "");
            foreach (var (kind, operations) in window.Operations.OrderBy(o => o.Key, StringComparer.Ordinal))
            {
                table.Add(RowOf(kind, operations, window.DurationS));
            }
        }

        return table.Lines();
    }

    private static string[] RowOf(string kind, OperationMetrics operations, double seconds)
    {
        var latency = operations.ServiceTime;
        return
        [
            "", "", kind, Figures.Count(operations.Attempted),
            Figures.Rate(seconds > 0 ? operations.Successful / seconds : null),
            Figures.Percent(operations.Attempted == 0 ? null : (double)operations.Successful / operations.Attempted),
            "",
            Figures.Milliseconds(latency.MeanUs), Figures.Milliseconds(latency.P50Us),
            Figures.Milliseconds(latency.P90Us), Figures.Milliseconds(latency.P99Us),
            Figures.Milliseconds(latency.P999Us), Figures.Milliseconds(latency.MaxUs),
        ];
    }
}
