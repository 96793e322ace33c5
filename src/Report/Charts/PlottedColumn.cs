namespace DynamoLab.Report.Charts;

/// <summary>A column, as the drawing library reads it: by the names of these properties.</summary>
public sealed record PlottedColumn(string X, double Y);
