namespace DynamoLab.Report.Charts;

/// <summary>One line, or one set of columns, of a chart.</summary>
/// <param name="Name">In the legend; empty for a chart with one series, which then has no legend.</param>
/// <param name="Points">From left to right.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    public SeriesShape Shape { get; init; } = SeriesShape.Line;

    /// <summary>Of <see cref="Palette"/>; null: the place among the series.</summary>
    public int? Color { get; init; }
}
