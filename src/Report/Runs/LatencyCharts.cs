using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Runs;

/// <summary>How latencies are distributed, from the histograms.</summary>
public static class LatencyCharts
{
    /// <summary>A point that is nearer than this to the last one, both ways, is not drawn.</summary>
    private const double PercentStep = 0.5;
    private const double DecadeStep = 0.02;

    /// <summary>Every type of operation, over the run and under the fault; null without histograms.</summary>
    public static Chart? Distribution(RunMetrics metrics)
    {
        var failure = metrics.Windows.FirstOrDefault(w => w.Name == RunWindow.Failure);
        var series = new List<ChartSeries>();
        foreach (var (index, kind) in metrics.Overall.Operations.Keys.Order(StringComparer.Ordinal).Index())
        {
            var name = RunCharts.KindName(kind);
            Add(series, $"{name}, whole run", metrics.Overall, kind, index, SeriesShape.Line);
            if (failure is not null)
            {
                Add(series, $"{name}, during the fault", failure, kind, index, SeriesShape.Reference);
            }
        }

        var chart = Of(series, "The share of successful operations that took no longer than that.");
        return chart.HasPoints ? chart : null;
    }

    public static Chart Of(IReadOnlyList<ChartSeries> series, string note) => new()
    {
        Name = "latency-cdf",
        Title = "Latency distribution",
        Note = note,
        X = new ChartAxis("milliseconds, logarithmic") { Scale = AxisScale.Log10 },
        Y = new ChartAxis("operations done within that time") { Max = 100, TickUnit = "%" },
        Series = series,
    };

    /// <summary>The cumulative distribution in milliseconds and percent; empty where there is no histogram.</summary>
    public static IReadOnlyList<ChartPoint> Cumulative(IReadOnlyList<LatencyBucket>? buckets)
    {
        var points = new List<ChartPoint>();
        double all = buckets?.Sum(b => b.Count) ?? 0;
        long seen = 0;
        foreach (var (index, bucket) in (buckets ?? []).Index())
        {
            // Level up to where the bucket begins: nothing took that long.
            if (index == 0 || bucket.LowUs > buckets![index - 1].EndUs)
            {
                points.Add(Point(bucket.LowUs, seen));
            }

            seen += bucket.Count;
            var point = Point(bucket.EndUs, seen);
            if (index == buckets!.Count - 1 || IsApart(points[^1], point))
            {
                points.Add(point);
            }
        }

        return points;

        ChartPoint Point(long us, long count) => new(Math.Max(1, us) / 1000.0, 100 * count / all);
    }

    private static void Add(
        List<ChartSeries> series, string name, WindowMetrics window, string kind, int color, SeriesShape shape)
    {
        if (window.Operations.TryGetValue(kind, out var operations)
            && Cumulative(operations.ServiceTimeBuckets) is { Count: > 0 } points)
        {
            series.Add(new ChartSeries(name, points) { Color = color, Shape = shape });
        }
    }

    private static bool IsApart(ChartPoint last, ChartPoint next) =>
        next.Y - last.Y >= PercentStep || Math.Log10(next.X / last.X) >= DecadeStep;
}
