using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Matrix;

/// <summary>The charts of a row.</summary>
internal sealed class RowCharts(MatrixResults matrix, RowView view)
{
    private static readonly (string Name, MatrixFigure Figure)[] Healers =
    [
        ("hint", Plain("healed_by_hint")), ("read repair", Plain("healed_by_read_repair")),
        ("background exchange", Plain("healed_by_background_exchange")),
        ("repair round", Plain("healed_by_explicit_round")),
    ];

    /// <summary>One chart for every figure, or for every figure and panel.</summary>
    public IEnumerable<Chart> Along() =>
        Usable(view.Lines is null && view.Panels().Count == 1 ? OneLine() : Families());

    /// <summary>How siblings and clocks grew while the cells ran, a line for each of at most eight cells.</summary>
    public IEnumerable<Chart> Growth()
    {
        var runs = Spread(view.Cells).Select(cell => (Cell: cell, Metrics: matrix.MetricsOf(cell)))
            .Where(run => run.Metrics is not null).ToList();
        if (runs.Count == 0)
        {
            return [];
        }

        return Usable(
        [
            OverTime(runs, "siblings-over-time", "Siblings read, over time", "versions, mean", s => s.Siblings.Mean),
            OverTime(
                runs, "clocks-over-time", "Clocks read, over time", "entries, mean", s => s.ClockEntries.Mean),
            Divergence(runs),
        ]);
    }

    /// <summary>
    /// What each node bore as a replica beside what ring, routing and key distribution make it expect, for the cells at
    /// the far end of what goes along, or for at most eight where nothing else tells lines apart.
    /// </summary>
    public IEnumerable<Chart> Loads() => Usable(
        from panel in view.Panels()
        let cells = view.Along is null || view.Lines is null ? Spread(panel.Cells) : Far(panel.Cells)
        let lines = LoadLines(cells).ToList()
        where lines.Count > 0
        select new Chart
        {
            Name = Chart.NameOf($"{view.Row.Name}-load-{panel.Title}"),
            Title = panel.Title.Length > 0 ? $"Load per node: {panel.Title}" : "Load per node",
            Note = "A dot is a node: the part of all reads and writes at replicas that its keys predict, hot ones "
                + "weighing more, and the part it had. On the dashed line both are the same.",
            X = new ChartAxis("percent of replica work expected of a node") { Min = 0 },
            Y = new ChartAxis("percent of replica work it had"),
            Series = [.. lines, SameAs(lines)],
        });

    /// <summary>Columns for every cell, where nothing numeric varies enough to go along.</summary>
    public IEnumerable<Chart> Columns() => Usable(
    [
        Columned("Throughput", "operations per second", [.. Windows(MatrixFigures.Throughput)]),
        Columned("99th percentile of reads", "milliseconds", [.. Windows(w => MatrixFigures.P99(w, "read"))]),
        Columned("99th percentile of writes", "milliseconds", [.. Windows(w => MatrixFigures.P99(w, "write"))]),
        Columned("Healed replicas, by what healed them", "times a replica's key was healed", Healers),
        Columned("Divergence while clients worked", "share of the keys looked at, at its highest",
            [("", Plain("diverged_share_max"))]),
        Columned("Stale reads", MatrixFigures.StaleReads.Unit, [("", MatrixFigures.StaleReads)]),
        Columned("Keys that differed before the first repair round", "keys", [("", Plain("keys_diverged"))]),
        Columned("Repair rounds of the slowest key", "rounds", [("", Plain("rounds_max"))]),
        Columned("Siblings read, mean", "versions", [("", Plain("siblings_mean"))]),
    ]);

    /// <summary>Nothing else varies: windows and related figures share a chart.</summary>
    private IEnumerable<Chart> OneLine() =>
    [
        Lined("Throughput", "operations per second", AxisScale.Linear, [.. Windows(MatrixFigures.Throughput)]),
        Lined(
            "99th percentile of reads", "milliseconds, logarithmic", AxisScale.Log10,
            [.. Windows(w => MatrixFigures.P99(w, "read"))]),
        Lined(
            "99th percentile of writes", "milliseconds, logarithmic", AxisScale.Log10,
            [.. Windows(w => MatrixFigures.P99(w, "write"))]),
        Lined("Availability while the fault lasts", "share of operations that succeeded", AxisScale.Linear,
        [
            ("with failover", MatrixFigures.Availability("failure", true)),
            ("without failover", MatrixFigures.Availability("failure", false)),
        ]),
        Lined(MatrixFigures.Degradation.Title, MatrixFigures.Degradation.Unit, AxisScale.Linear,
            [("", MatrixFigures.Degradation)]),
        Lined("Recovery", MatrixFigures.Recovery.Unit, AxisScale.Linear, [("", MatrixFigures.Recovery)]),
        Lined("Siblings read", "versions", AxisScale.Linear,
            [("mean", Plain("siblings_mean")), ("most", Plain("siblings_max"))]),
        Lined("Clocks read", "entries", AxisScale.Linear,
            [("mean", Plain("clock_size_entries_mean")), ("most", Plain("clock_size_entries_max"))]),
        Lined("Clocks read, encoded", "bytes", AxisScale.Linear,
            [("mean", Plain("clock_size_bytes_mean")), ("most", Plain("clock_size_bytes_max"))]),
        Lined(MatrixFigures.StaleReads.Title, MatrixFigures.StaleReads.Unit, AxisScale.Linear,
            [("", MatrixFigures.StaleReads)]),
        Lined("Divergence while clients worked", "share of the keys looked at, at its highest", AxisScale.Linear,
            [("", Plain("diverged_share_max"))]),
        Lined(
            "Healed replicas, by what healed them", "times a replica's key was healed", AxisScale.Linear, Healers),
        Lined("Divergence left for the repair rounds", "keys whose replicas differed", AxisScale.Linear,
        [
            ("before the first repair round", Plain("keys_diverged")), ("after the last", Plain("keys_not_converged")),
        ]),
        Lined("Repair rounds until all replicas of a key agreed", "rounds", AxisScale.Linear,
            [("mean", Plain("rounds_mean")), ("slowest key", Plain("rounds_max"))]),
        Lined("Load of the hottest node", "times the mean", AxisScale.Linear,
        [
            ("asked by clients", Plain("hottest_node_over_mean")), ("as a replica", Plain("hottest_replica_over_mean")),
            ("expected as a replica", Plain("hottest_node_expected_over_mean")),
        ]),
    ];

    /// <summary>Something else varies: a line for each of its values.</summary>
    private IEnumerable<Chart> Families() =>
        from figure in (MatrixFigure[])
        [
            MatrixFigures.Throughput("overall"), MatrixFigures.P99(view.Window, "read"),
            MatrixFigures.P99(view.Window, "write"),
            MatrixFigures.Plain("hottest_node_over_mean", "Hottest node, asked by clients", "times the mean"),
            MatrixFigures.Plain("hottest_replica_over_mean", "Hottest node, as a replica", "times the mean"),
            MatrixFigures.Plain(
                "hottest_node_expected_over_mean", "Hottest node, as expected of a replica", "times the mean"),
            MatrixFigures.Plain("hottest_key_share", "Share of the hottest key", "share of all operations"),
            MatrixFigures.Plain("siblings_mean", "Siblings read, mean", "versions"), MatrixFigures.StaleReads,
        ]
        from panel in view.Panels()
        select new Chart
        {
            Name = Chart.NameOf($"{view.Row.Name}-{figure.Column}-{panel.Title}"),
            Title = panel.Title.Length > 0 ? $"{figure.Title}: {panel.Title}" : figure.Title,
            Note = figure.Note,
            X = view.AxisAlong(),
            Y = new ChartAxis(figure.Unit) { Scale = figure.Scale, Max = MostOf(figure) },
            Series = [.. panel.Cells.GroupBy(cell => view.Lines is null ? "" : cell.Text(view.Lines))
                .Select(line => Series(line.Key, line, figure))],
        };

    /// <summary>Panels of a linear figure share their axis, so that they can be compared.</summary>
    private double? MostOf(MatrixFigure figure) => figure.Scale == AxisScale.Linear
        ? view.Cells.Max(cell => figure.Of(cell) + (cell.HalfWidth(figure.Column) * figure.Factor))
        : null;

    private Chart Lined(
        string title, string unit, AxisScale scale, (string Name, MatrixFigure Figure)[] figures) => new()
        {
            Name = Chart.NameOf($"{view.Row.Name}-{title}"),
            Title = title,
            X = view.AxisAlong(),
            Y = new ChartAxis(unit) { Scale = scale },
            Series = [.. figures.Select(f => Series(f.Name, view.Cells, f.Figure))
                .Where(series => series.Points.Any(point => point.Y is not null))],
        };

    private ChartSeries Series(string name, IEnumerable<CellResult> cells, MatrixFigure figure) =>
        new(name, [.. cells.OrderBy(view.AlongOf).Select(cell => figure.PointOf(view.AlongOf(cell), cell))])
        {
            Shape = SeriesShape.DottedLine,
        };

    private Chart Columned(string title, string unit, (string Name, MatrixFigure Figure)[] figures) => new()
    {
        Name = Chart.NameOf($"{view.Row.Name}-{title}"),
        Title = title,
        X = new ChartAxis("cell, by its number in the table")
        {
            Names = [.. Enumerable.Range(1, view.Cells.Count).Select(number => $"{number}")],
        },
        Y = new ChartAxis(unit),
        Series = [.. figures.Select(f => new ChartSeries(
            f.Name, [.. view.Cells.Index().Select(cell => f.Figure.PointOf(cell.Index, cell.Item))])
        {
            Shape = SeriesShape.Columns,
        })],
    };

    private Chart OverTime(
        IReadOnlyList<(CellResult Cell, RunMetrics? Metrics)> runs,
        string name,
        string title,
        string unit,
        Func<VersionMetrics, double?> figure) => new()
        {
            Name = Chart.NameOf($"{view.Row.Name}-{name}"),
            Title = title,
            Note = "The first repeat of each cell.",
            X = new ChartAxis("seconds since the start") { Min = 0 },
            Y = new ChartAxis(unit),
            Series = [.. runs.Select(run => new ChartSeries(
                runs.Count == 1 ? "" : view.PlaceOf(run.Cell),
                [.. run.Metrics!.PerSecond.Select(s => new ChartPoint(s.Second + 0.5, figure(s.Versions)))]))],
        };

    /// <summary>At most so many as there are colours, evenly spread, the last one among them.</summary>
    private static IReadOnlyList<CellResult> Spread(IReadOnlyList<CellResult> cells)
    {
        var every = (int)Math.Ceiling(cells.Count / (double)Palette.Count);
        return [.. cells.Where((_, index) => (cells.Count - 1 - index) % every == 0)];
    }

    private IReadOnlyList<CellResult> Far(IReadOnlyList<CellResult> cells) =>
        [.. cells.Where(cell => view.AlongOf(cell) == cells.Max(view.AlongOf))];

    private IEnumerable<ChartSeries> LoadLines(IReadOnlyList<CellResult> cells) =>
        from cell in cells
        let nodes = matrix.MetricsOf(cell)?.Load?.Nodes
        where nodes is { Count: > 0 }
        select new ChartSeries(
            view.PlaceOf(cell),
            [.. nodes.OrderBy(node => node.ExpectedReplicaShare).Select(
                node => new ChartPoint(node.ExpectedReplicaShare * 100, node.ReplicaShare * 100))])
        {
            Shape = SeriesShape.DottedLine,
        };

    private static ChartSeries SameAs(IReadOnlyList<ChartSeries> lines)
    {
        var ends = lines.SelectMany(line => line.Points).Select(point => point.X).ToList();
        return new ChartSeries(
            "as expected", [new ChartPoint(ends.Min(), ends.Min()), new ChartPoint(ends.Max(), ends.Max())])
        {
            Shape = SeriesShape.Reference,
            Color = 6,
        };
    }

    private Chart Divergence(IReadOnlyList<(CellResult Cell, RunMetrics? Metrics)> runs)
    {
        var faults = runs.SelectMany(run => run.Metrics!.Windows.Where(w => w.Name == "failure").Select(w => new Shade(
            (w.StartUs - run.Metrics.Overall.StartUs) / 1e6, (w.EndUs - run.Metrics.Overall.StartUs) / 1e6))).ToList();
        return new Chart
        {
            Name = Chart.NameOf($"{view.Row.Name}-divergence-over-time"),
            Title = "Divergence over time",
            Note = "Keys of which a replica lacks what another one had 0.25 s before. The first repeat of each cell.",
            X = new ChartAxis("seconds since the start") { Min = 0 },
            Y = new ChartAxis("share of the keys looked at"),
            Shades = faults.Count == 0 ? [] : [new Shade(faults.Min(f => f.From), faults.Max(f => f.To))],
            ShadeName = faults.Count == 0 ? "" : "fault",
            Series = [.. runs.Where(run => run.Metrics!.Divergence is not null).Select(run => new ChartSeries(
                runs.Count == 1 ? "" : view.PlaceOf(run.Cell),
                [.. run.Metrics!.Divergence!.Samples.Select(
                    s => new ChartPoint(s.Second, (double)s.Diverged / s.Keys))]))],
        };
    }

    private IEnumerable<(string Name, MatrixFigure Figure)> Windows(Func<string, MatrixFigure> figure) =>
        view.Windows.Select(window => (view.Windows.Count == 1 ? "" : window, figure(window)));

    private static MatrixFigure Plain(string column) => MatrixFigures.Plain(column, "", "");

    private static IEnumerable<Chart> Usable(IEnumerable<Chart> charts) => charts.Where(chart => chart.HasPoints);
}
