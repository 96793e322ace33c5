namespace DynamoLab.History.Metrics;

/// <summary>A bucket of a <see cref="LatencyHistogram"/> with something in it.</summary>
/// <param name="LowUs">
/// The shortest duration that it counts, in microseconds. It is 1 µs wide below 128, and a 64th of the power of two
/// at or below <paramref name="LowUs"/> above.
/// </param>
/// <param name="Count">Durations counted; at least 1.</param>
public readonly record struct LatencyBucket(long LowUs, long Count)
{
    /// <summary>The shortest duration that the next bucket would count.</summary>
    public long EndUs => LowUs + LatencyHistogram.WidthAt(LowUs);
}
