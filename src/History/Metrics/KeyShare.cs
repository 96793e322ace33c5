namespace DynamoLab.History.Metrics;

/// <summary>The operations of one key.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Operations">Attempted ones.</param>
/// <param name="Share">Of all operations; null without any.</param>
/// <param name="ExpectedShare">The probability with which the distribution draws it.</param>
public sealed record KeyShare(string Key, long Operations, double? Share, double ExpectedShare);
