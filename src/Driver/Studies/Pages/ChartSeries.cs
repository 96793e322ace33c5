namespace DynamoLab.Driver.Studies.Pages;

/// <summary>A line of a chart.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Points">From left to right.</param>
/// <param name="IsReference">Theory or a constant beside what was measured: dashed, without dots.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, bool IsReference = false);
