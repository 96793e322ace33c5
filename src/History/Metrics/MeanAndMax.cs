namespace DynamoLab.History.Metrics;

/// <summary>Mean and maximum of a count; null where nothing was observed.</summary>
public sealed record MeanAndMax(double? Mean, long? Max);
