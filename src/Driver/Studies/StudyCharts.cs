using DynamoLab.Report.Charts;

namespace DynamoLab.Driver.Studies;

/// <summary>The charts of studies: every study varies a size by powers.</summary>
internal static class StudyCharts
{
    /// <param name="title">What is seen; names the file too.</param>
    /// <param name="along">The quantity and unit along, on a logarithmic axis.</param>
    /// <param name="up">The axis upwards.</param>
    public static Chart Of(string title, string along, ChartAxis up, params IEnumerable<ChartSeries> series) => new()
    {
        Name = Chart.NameOf(title),
        Title = title,
        X = new ChartAxis($"{along}, logarithmic") { Scale = AxisScale.Log10 },
        Y = up,
        Series = [.. series],
    };

    public static ChartSeries Measured(string name, IEnumerable<ChartPoint> points) =>
        new(name, [.. points]) { Shape = SeriesShape.DottedLine };

    /// <summary>Theory or a constant beside what was measured.</summary>
    public static ChartSeries Reference(string name, IEnumerable<ChartPoint> points) =>
        new(name, [.. points]) { Shape = SeriesShape.Reference };
}
