using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Runs;

/// <summary>The charts of one run over time. Every one of them may be null: the run does not tell.</summary>
public sealed class RunCharts
{
    private readonly RunMetrics _metrics;
    private readonly IReadOnlyList<SecondMetrics> _seconds;
    private readonly ChartAxis _time;
    private readonly IReadOnlyList<FaultSpan> _faults;
    private readonly IReadOnlyList<Shade> _shades;

    public RunCharts(RunFolder run)
    {
        _metrics = run.Metrics;
        _faults = FaultSpan.Of(_metrics);
        _shades = FaultSpan.Shades(_faults);
        _seconds = WholeSeconds(_metrics);
        _time = TimeAxis(_metrics);
    }

    /// <summary>The last second is a part of one as a rule, and would look like a collapse.</summary>
    public static IReadOnlyList<SecondMetrics> WholeSeconds(RunMetrics metrics)
    {
        var whole = (int)metrics.Overall.DurationS;
        return whole < 2 ? metrics.PerSecond : [.. metrics.PerSecond.Where(s => s.Second < whole)];
    }

    public static ChartAxis TimeAxis(RunMetrics metrics) =>
        new("seconds since the start") { Min = 0, Max = Math.Ceiling(metrics.Overall.DurationS) };

    public Chart? Throughput() => Drawn(new Chart
    {
        Name = "throughput",
        Title = "Throughput",
        Note = _metrics.Impact.NormalOpsPerS is null
            ? "Operations that succeeded, by the second in which they started."
            : "Operations that succeeded, by the second in which they started. Dashed: normal, the second half "
                + "of the warm-up.",
        X = _time,
        Y = new ChartAxis("operations per second"),
        Shades = _shades,
        ShadeName = FaultSpan.NameOf(_faults),
        Series = [new("achieved", PerSecond(s => s.Successful)), .. Failed(), .. Normal()],
    });

    /// <summary>One chart for every type of operation, all with the same axes.</summary>
    public IReadOnlyList<Chart> Latencies()
    {
        var all = _seconds.SelectMany(s => s.ServiceTime.Values).Where(l => l.Count > 0).ToArray();
        if (all.Length == 0)
        {
            return [];
        }

        var axis = new ChartAxis("milliseconds, logarithmic")
        {
            Scale = AxisScale.Log10,
            Min = all.Min(l => l.P50Us ?? long.MaxValue) / 1000.0,
            Max = all.Max(l => l.P999Us ?? 0) / 1000.0,
        };
        var kinds = _seconds.SelectMany(s => s.ServiceTime.Keys).Distinct().Order(StringComparer.Ordinal);
        return [.. kinds.Select(kind => Latency(kind, axis))];
    }

    public Chart? Siblings() => Versions(
        "siblings", "Siblings of a read", "siblings", "Versions that a read returned, tombstones included.",
        v => v.Siblings);

    public Chart? ClockBytes() => Versions(
        "clock-bytes", "Size of the clock", "bytes", "The causal context that a read returned, encoded.",
        v => v.ClockBytes);

    public Chart? ClockEntries() => Versions(
        "clock-entries", "Entries of the clock", "entries", "Vector entries and single dots of the causal context.",
        v => v.ClockEntries);

    /// <summary>How far replicas were apart while clients worked; null when nobody looked.</summary>
    public Chart? Divergence() => _metrics.Divergence is not { } divergence ? null : Drawn(new Chart
    {
        Name = "divergence-over-time",
        Title = "Divergence while clients work",
        Note = "Keys of which a primary lacked what another one had a quarter of a second before.",
        X = _time,
        Y = new ChartAxis("share of the keys looked at") { TickUnit = "%" },
        Shades = _shades,
        ShadeName = FaultSpan.NameOf(_faults),
        Series = [new("", [.. divergence.Samples.Select(s => new ChartPoint(s.Second, 100.0 * s.Diverged / s.Keys))])],
    });

    /// <summary>What every node served, all with the same axes; the fault is shaded where it struck.</summary>
    public IReadOnlyList<Chart> Nodes()
    {
        var whole = _seconds.Count;
        var nodes = _metrics.Nodes.Where(n => n.ServedPerSecond is not null).ToArray();
        if (nodes.Length == 0 || whole == 0)
        {
            return [];
        }

        var most = nodes.Max(n => n.ServedPerSecond!.Take(whole).DefaultIfEmpty().Max());
        var byNode = _faults.ToLookup(f => f.Node);
        var sorted = nodes.OrderBy(n => n.Node.Length).ThenBy(n => n.Node, StringComparer.Ordinal);
        return [.. sorted.Select(node => new Chart
        {
            Name = $"node-{node.Node}",
            Title = node.Node,
            X = _time,
            Y = new ChartAxis("operations per second") { Max = most },
            Shades = FaultSpan.Shades(byNode[node.Node]),
            Series =
            [
                new("", [.. Enumerable.Range(0, whole).Select(
                    s => new ChartPoint(s + 0.5, node.ServedPerSecond!.ElementAtOrDefault(s)))]),
            ],
        })];
    }

    private static Chart? Drawn(Chart chart) => chart.HasPoints ? chart : null;

    private Chart Latency(string kind, ChartAxis axis) => new()
    {
        Name = $"latency-{kind.ToLowerInvariant()}",
        Title = $"{KindName(kind)} latency",
        Note = "Service time of operations that succeeded, percentiles of every second.",
        X = _time,
        Y = axis,
        Shades = _shades,
        ShadeName = FaultSpan.NameOf(_faults),
        Series =
        [
            Percentile(kind, "median", 0, l => l.P50Us), Percentile(kind, "p95", 4, l => l.P95Us),
            Percentile(kind, "p99", 1, l => l.P99Us), Percentile(kind, "p99.9", 3, l => l.P999Us),
        ],
    };

    internal static string KindName(string kind) => kind.Length == 0
        ? kind
        : char.ToUpperInvariant(kind[0]) + kind[1..].ToLowerInvariant();

    private Chart? Versions(
        string name, string title, string unit, string note, Func<VersionMetrics, MeanAndMax> figure) => Drawn(new Chart
        {
            Name = name,
            Title = title,
            Note = note,
            X = _time,
            Y = new ChartAxis(unit),
            Shades = _shades,
            ShadeName = FaultSpan.NameOf(_faults),
            Series =
            [
                new("mean", PerSecond(s => figure(s.Versions).Mean)),
                new("largest", PerSecond(s => figure(s.Versions).Max)) { Color = 1 },
            ],
        });

    private IReadOnlyList<ChartPoint> PerSecond(Func<SecondMetrics, double?> figure) =>
        [.. _seconds.Select(s => new ChartPoint(s.Second + 0.5, figure(s)))];

    private IEnumerable<ChartSeries> Failed() => _seconds.Any(s => s.Successful < s.Attempted)
        ? [new ChartSeries("failed", PerSecond(s => s.Attempted - s.Successful)) { Color = 1 }]
        : [];

    private IEnumerable<ChartSeries> Normal() => _metrics.Impact.NormalOpsPerS is { } normal
        ? [new ChartSeries("normal", [new(0, normal), new(_time.Max!.Value, normal)])
            { Shape = SeriesShape.Reference, Color = 6 }]
        : [];

    private ChartSeries Percentile(string kind, string name, int color, Func<LatencySummary, long?> figure) =>
        new(name, PerSecond(s => s.ServiceTime.TryGetValue(kind, out var latency) ? figure(latency) / 1000.0 : null))
        {
            Color = color,
        };
}
