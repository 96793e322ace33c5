namespace DynamoLab.History.Metrics;

/// <summary>Stale reads of one window, promised or not (docs/checkers.md).</summary>
/// <param name="Checked">Successful reads that started in it.</param>
/// <param name="Violated">Those of them that miss a write acknowledged before they began.</param>
/// <param name="Fraction">Violated by checked; null without reads.</param>
/// <param name="WorstUs">The longest that a missed write had been acknowledged; null when none was missed.</param>
public sealed record StaleReadCount(long Checked, long Violated, double? Fraction, long? WorstUs);
