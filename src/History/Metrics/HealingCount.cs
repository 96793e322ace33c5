namespace DynamoLab.History.Metrics;

/// <summary>What one kind of repair healed.</summary>
/// <param name="Keys">Times it changed what a replica holds of a key; N replicas of a key count one by one.</param>
/// <param name="Versions">Versions that replicas gained by it.</param>
public sealed record HealingCount(long Keys, long Versions);
