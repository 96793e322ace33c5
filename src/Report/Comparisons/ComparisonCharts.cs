using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;
using DynamoLab.Report.Runs;

namespace DynamoLab.Report.Comparisons;

/// <summary>The same quantity of several runs in one chart, a colour for each run.</summary>
internal sealed class ComparisonCharts(RunSet set)
{
    public IReadOnlyList<Chart> All() =>
    [
        .. new[] { Throughput() }.Concat(Kinds().Select(Latency)).Concat(Kinds().Select(Distribution))
            .Where(chart => chart.HasPoints),
    ];

    /// <summary>Every run's throughput with its own faults, all with the same axes.</summary>
    public IReadOnlyList<Chart> Throughputs()
    {
        var most = set.Runs.SelectMany(r => RunCharts.WholeSeconds(r.Metrics)).Max(s => s.Successful);
        return [.. set.Runs.Index().Select(run => Overlaid(
            "throughput", set.Names[run.Index], new ChartAxis("operations per second") { Max = most },
            [Series(run.Index, s => s.Successful)]) with
        {
            Shades = FaultSpan.Shades(FaultSpan.Of(run.Item.Metrics)),
            ShadeName = "fault",
        })];
    }

    private Chart Throughput() => Overlaid(
        "throughput", "Throughput", new ChartAxis("operations per second"),
        [.. set.Runs.Select((_, index) => Series(index, s => s.Successful, set.Names[index]))]);

    private Chart Latency(string kind) => Overlaid(
        $"latency-{kind.ToLowerInvariant()}", $"{RunCharts.KindName(kind)} latency, 99th percentile of every second",
        new ChartAxis("milliseconds, logarithmic") { Scale = AxisScale.Log10 },
        [.. set.Runs.Select((_, index) => Series(
            index, s => s.ServiceTime.GetValueOrDefault(kind)?.P99Us / 1000.0, set.Names[index]))]);

    private Chart Distribution(string kind) => LatencyCharts.Of(
        [.. set.Names.Zip(set.Runs, (name, run) => new ChartSeries(name, LatencyCharts.Cumulative(
            run.Metrics.Overall.Operations.GetValueOrDefault(kind)?.ServiceTimeBuckets)))],
        "The share of successful operations that took no longer than that.") with
    {
        Name = $"latency-cdf-{kind.ToLowerInvariant()}",
        Title = $"{RunCharts.KindName(kind)} latency distribution",
    };

    private Chart Overlaid(string name, string title, ChartAxis up, IReadOnlyList<ChartSeries> series) => new()
    {
        Name = name,
        Title = title,
        X = new ChartAxis("seconds since the start")
        {
            Min = 0,
            Max = Math.Ceiling(set.Runs.Max(r => r.Metrics.Overall.DurationS)),
        },
        Y = up,
        Series = series,
    };

    private ChartSeries Series(int run, Func<SecondMetrics, double?> figure, string name = "") => new(
        name,
        [.. RunCharts.WholeSeconds(set.Runs[run].Metrics).Select(s => new ChartPoint(s.Second + 0.5, figure(s)))])
    {
        Color = run,
    };

    private IEnumerable<string> Kinds() =>
        set.Runs.SelectMany(r => r.Metrics.Overall.Operations.Keys).Distinct().Order(StringComparer.Ordinal);
}
