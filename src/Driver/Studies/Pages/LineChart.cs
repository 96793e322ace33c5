namespace DynamoLab.Driver.Studies.Pages;

/// <summary>Lines over a logarithmic axis: every study here varies a size by powers.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="XLabel">The quantity and unit along.</param>
/// <param name="YLabel">The quantity and unit upwards; the axis begins at 0.</param>
/// <param name="Series">At most six.</param>
internal sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<ChartSeries> Series);
