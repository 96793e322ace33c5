namespace DynamoLab.Report.Charts;

/// <summary>A point in the units of the axes.</summary>
/// <param name="X">Along; the index of the name on an axis of names.</param>
/// <param name="Y">Upwards; null leaves a gap.</param>
/// <param name="HalfWidth">Half of the confidence interval of <paramref name="Y"/>; 0 draws no bar.</param>
public readonly record struct ChartPoint(double X, double? Y, double HalfWidth = 0);
