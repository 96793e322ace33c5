namespace DynamoLab.Report.Charts;

/// <summary>A point in places, as the drawing library reads it: by the names of these properties.</summary>
public sealed record PlottedPoint(double X, double? Y);
