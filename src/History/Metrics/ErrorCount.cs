namespace DynamoLab.History.Metrics;

/// <summary>So many operations failed with this error.</summary>
public sealed record ErrorCount(string Error, long Operations);
