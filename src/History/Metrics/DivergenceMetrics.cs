namespace DynamoLab.History.Metrics;

/// <summary>How far replicas were apart while clients worked.</summary>
public sealed record DivergenceMetrics
{
    /// <summary>In order of time.</summary>
    public required IReadOnlyList<DivergenceSample> Samples { get; init; }

    /// <summary>The highest share of the keys looked at; null without samples.</summary>
    public required double? ShareMax { get; init; }

    /// <summary>
    /// Seconds from the last heal to the first look after it that found every key agreed; null when none did, or
    /// nothing was healed.
    /// </summary>
    public required double? AgreedAgainS { get; init; }

    /// <param name="samples">In order of time.</param>
    /// <param name="healedAtS">When the last fault was healed, since the start; null when none was.</param>
    public static DivergenceMetrics Of(IReadOnlyList<DivergenceSample> samples, double? healedAtS) => new()
    {
        Samples = samples,
        ShareMax = samples.Count == 0 ? null : samples.Max(s => (double)s.Diverged / s.Keys),
        AgreedAgainS = healedAtS is { } healed
            ? samples.FirstOrDefault(s => s.Second >= healed && s.Diverged == 0)?.Second - healed
            : null,
    };
}
