namespace DynamoLab.Report.Charts;

/// <summary>A chart with its quantities turned into places for a drawing of a certain size.</summary>
public sealed class ChartPlot
{
    private const int CharacterWidth = 7;

    private readonly ChartSize _size;

    public ChartPlot(Chart chart, ChartSize size)
    {
        Chart = chart;
        _size = size;
        var points = chart.Series.SelectMany(s => s.Points).Where(p => p.Y is not null).ToArray();
        X = AxisTicks.Of(chart.X, points.Select(p => p.X), size.TicksAlong);
        Y = AxisTicks.Of(chart.Y, points.SelectMany(p => Reach(p)), size.TicksUp);
    }

    public Chart Chart { get; }

    public AxisTicks X { get; }

    public AxisTicks Y { get; }

    /// <summary>Points that have a place, a gap where there is none.</summary>
    public IReadOnlyList<PlottedPoint> Points(ChartSeries series) =>
        [.. series.Points.Where(p => X.Has(p.X)).Select(p => new PlottedPoint(X.PlaceOf(p.X), PlaceUp(p.Y)))];

    public IReadOnlyList<PlottedColumn> Columns(ChartSeries series) =>
        [.. series.Points.Select(p => new PlottedColumn(Chart.X.Names![(int)p.X], PlaceUp(p.Y) ?? 0))];

    /// <summary>The confidence intervals, each as an upright line.</summary>
    public IEnumerable<IReadOnlyList<PlottedPoint>> Bars(ChartSeries series) =>
        from point in series.Points
        where point is { HalfWidth: > 0, Y: not null } && X.Has(point.X)
        let x = X.PlaceOf(point.X)
        let y = point.Y.GetValueOrDefault()
        select (PlottedPoint[])
            [new(x, LowestUp(y - point.HalfWidth)), new(x, PlaceUp(y + point.HalfWidth))];

    /// <summary>The shaded stretches within the axis, as areas of full height.</summary>
    public IEnumerable<IReadOnlyList<PlottedPoint>> Shades() =>
        from shade in Chart.Shades
        let left = Math.Clamp(X.PlaceOf(shade.From), X.Min, X.Max)
        let right = Math.Clamp(X.PlaceOf(shade.To), X.Min, X.Max)
        where right > left
        select (PlottedPoint[])[new(left, Y.Max), new(right, Y.Max)];

    /// <summary>Every name, or empty where it would run into the one before it.</summary>
    public string NameAt(string name)
    {
        var names = Chart.X.Names!;
        var room = Math.Max(1, (_size.Width - 70) / names.Count);
        var every = (int)Math.Ceiling((names.Max(n => n.Length) + 1) * CharacterWidth / (double)room);
        var index = names.Index().First(n => n.Item == name).Index;
        return index % every == 0 ? name : "";
    }

    private static IEnumerable<double> Reach(ChartPoint point) =>
        [point.Y!.Value, point.Y.Value + point.HalfWidth];

    private double? PlaceUp(double? quantity) => quantity is { } q && Y.Has(q) ? Y.PlaceOf(q) : null;

    private double LowestUp(double quantity) => Math.Max(Y.Min, Y.Has(quantity) ? Y.PlaceOf(quantity) : Y.Min);
}
