namespace DynamoLab.History.Pbs;

/// <summary>One cell group of the paper's table 4, in milliseconds, as printed there.</summary>
/// <param name="ReadLatency">L_r, p99.9.</param>
/// <param name="WriteLatency">L_w, p99.9.</param>
/// <param name="VisibleAfter">t at 99.9% consistency.</param>
public readonly record struct PublishedCell(double ReadLatency, double WriteLatency, double VisibleAfter);
