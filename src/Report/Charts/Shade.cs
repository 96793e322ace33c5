namespace DynamoLab.Report.Charts;

/// <summary>A stretch along a chart in which something was different.</summary>
public readonly record struct Shade(double From, double To);
