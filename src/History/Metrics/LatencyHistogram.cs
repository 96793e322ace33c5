using System.Numerics;

namespace DynamoLab.History.Metrics;

/// <summary>
/// Counts durations in log-linear buckets, in the manner of HdrHistogram: 64 buckets to every power of two. A
/// percentile is off by at most <see cref="RelativeErrorMax"/> of the true one, at any magnitude; count, mean,
/// minimum and maximum are exact. Histograms merge without loss, which is why percentiles need never be averaged.
/// Grows with the longest duration seen: about 5 KiB up to 10 ms, 11 KiB up to 10 s.
/// </summary>
public sealed class LatencyHistogram
{
    public const double RelativeErrorMax = 1.0 / 128;

    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;

    private long[] _counts = [];
    private Int128 _sum;
    private long _min = long.MaxValue;

    public long Count { get; private set; }

    /// <summary>The longest duration in microseconds; 0 while empty.</summary>
    public long Max { get; private set; }

    /// <summary>The arithmetic mean in microseconds; 0 while empty.</summary>
    public double Mean => Count == 0 ? 0 : (double)_sum / Count;

    /// <summary>Counts one duration in microseconds; a negative one counts as 0.</summary>
    public void Add(long microseconds)
    {
        var value = Math.Max(0, microseconds);
        var bucket = BucketOf(value);
        GrowTo(bucket + 1);
        _counts[bucket]++;
        Count++;
        _sum += value;
        Max = Math.Max(Max, value);
        _min = Math.Min(_min, value);
    }

    /// <summary>Adds all that the other one counted, as if it had been counted here.</summary>
    public void Merge(LatencyHistogram other)
    {
        GrowTo(other._counts.Length);
        for (var i = 0; i < other._counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        _sum += other._sum;
        Max = Math.Max(Max, other.Max);
        _min = Math.Min(_min, other._min);
    }

    /// <summary>
    /// The smallest duration that at least <paramref name="percent"/> of all do not exceed (nearest rank); 0 while
    /// empty.
    /// </summary>
    /// <param name="percent">Above 0, up to 100.</param>
    public long Percentile(double percent)
    {
        if (percent is not (> 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "accepted: above 0, up to 100");
        }

        var rank = Math.Clamp((long)Math.Ceiling(Count * (percent / 100)), 1, Math.Max(1, Count));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return Math.Clamp(MiddleOf(i), _min, Max);
            }
        }

        return 0;
    }

    /// <summary>Count, mean, percentiles and maximum; the statistics are null while empty.</summary>
    public LatencySummary Summarize() => Count == 0
        ? new LatencySummary { Count = 0 }
        : new LatencySummary
        {
            Count = Count,
            MeanUs = Mean,
            P50Us = Percentile(50),
            P90Us = Percentile(90),
            P95Us = Percentile(95),
            P99Us = Percentile(99),
            P999Us = Percentile(99.9),
            MaxUs = Max,
        };

    /// <summary>The buckets that counted something, the shortest durations first.</summary>
    public IReadOnlyList<LatencyBucket> Buckets() =>
        [.. _counts.Index().Where(b => b.Item > 0).Select(b => new LatencyBucket(LowOf(b.Index), b.Item))];

    /// <summary>Microseconds that the bucket with this duration counts together.</summary>
    internal static long WidthAt(long value) => 1L << ShiftOf(value);

    // Below 64 every value has its own bucket; above, the seven leading bits choose it.
    private static int BucketOf(long value)
    {
        var shift = ShiftOf(value);
        return (shift * SubBuckets) + (int)(value >> shift);
    }

    private static int ShiftOf(long value) => Math.Max(0, BitOperations.Log2((ulong)value) - SubBucketBits);

    private static long MiddleOf(int bucket) => LowOf(bucket) + (WidthAt(LowOf(bucket)) >> 1);

    private static long LowOf(int bucket)
    {
        var shift = Math.Max(0, (bucket / SubBuckets) - 1);
        return (long)(bucket - (shift * SubBuckets)) << shift;
    }

    private void GrowTo(int length)
    {
        if (_counts.Length < length)
        {
            Array.Resize(ref _counts, Math.Max(length, SubBuckets));
        }
    }
}
