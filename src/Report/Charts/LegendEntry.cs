namespace DynamoLab.Report.Charts;

/// <summary>A line of a legend.</summary>
/// <param name="Name">Of the series, or of the shades.</param>
/// <param name="Style"><c>line</c>, <c>dashed</c>, <c>column</c> or <c>shade</c>.</param>
/// <param name="Color">A variable of the style.</param>
internal sealed record LegendEntry(string Name, string Style, string Color)
{
    /// <summary>Every named series once, and the shades.</summary>
    public static IReadOnlyList<LegendEntry> Of(Chart chart)
    {
        var series = chart.Series.Index().Where(s => s.Item.Name.Length > 0)
            .Select(s => new LegendEntry(
                s.Item.Name, StyleOf(s.Item.Shape), Palette.OfSeries(s.Item.Color ?? s.Index)));
        var shades = chart.Shades.Count > 0 && chart.ShadeName.Length > 0
            ? [new LegendEntry(chart.ShadeName, "shade", "var(--shade)")]
            : Array.Empty<LegendEntry>();
        return [.. series.DistinctBy(e => e.Name), .. shades];
    }

    private static string StyleOf(SeriesShape shape) => shape switch
    {
        SeriesShape.Reference => "dashed",
        SeriesShape.Columns => "column",
        _ => "line",
    };
}
