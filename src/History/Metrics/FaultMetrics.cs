namespace DynamoLab.History.Metrics;

/// <summary>One row of faults.csv, in microseconds since the Unix epoch.</summary>
public sealed record FaultMetrics(string Kind, string Node, string Phase, long CommandedUs, long ActualUs);
