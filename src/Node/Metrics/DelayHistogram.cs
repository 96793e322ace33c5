using System.Numerics;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Metrics;

/// <summary>Delays in log-linear buckets, 32 to every power of two: off by at most 1/64 of the true one.</summary>
internal sealed class DelayHistogram
{
    private const int SubBucketBits = 5;
    private const int SubBuckets = 1 << SubBucketBits;

    private int[] _counts = [];

    public void Add(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds) - SubBucketBits);
        var bucket = (shift * SubBuckets) + (int)(microseconds >> shift);
        if (bucket >= _counts.Length)
        {
            Array.Resize(ref _counts, bucket + SubBuckets);
        }

        _counts[bucket]++;
    }

    /// <summary>Those that hold any, ascending.</summary>
    public IReadOnlyList<DelayBucket> Buckets() =>
        [.. _counts.Select((count, i) => new DelayBucket(MiddleOf(i), count)).Where(b => b.Count > 0)];

    private static long MiddleOf(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        var shift = (bucket / SubBuckets) - 1;
        return ((long)(bucket - (shift * SubBuckets)) << shift) + ((1L << shift) >> 1);
    }
}
