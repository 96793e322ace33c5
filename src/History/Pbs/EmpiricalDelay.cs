using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>A delay as it was counted in buckets: drawn from again with the same frequencies.</summary>
public sealed class EmpiricalDelay : IDelay
{
    private readonly double[] _milliseconds;
    private readonly long[] _upTo;

    /// <param name="buckets">Microseconds in the middle of each, with how often; at least one in all.</param>
    public EmpiricalDelay(IEnumerable<(long Microseconds, long Count)> buckets)
    {
        var ascending = buckets.Where(b => b.Count > 0).OrderBy(b => b.Microseconds).ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(ascending.Length, nameof(buckets));
        _milliseconds = [.. ascending.Select(b => b.Microseconds / 1000.0)];
        _upTo = new long[ascending.Length];
        for (var i = 0; i < ascending.Length; i++)
        {
            Count += ascending[i].Count;
            _upTo[i] = Count;
        }
    }

    public long Count { get; }

    public double Sample(DeterministicRandom random) => At((long)(random.NextDouble() * Count));

    /// <summary>Nearest rank, in milliseconds.</summary>
    /// <param name="quantile">Above 0, up to 1.</param>
    public double Quantile(double quantile) => At(Math.Clamp((long)Math.Ceiling(quantile * Count), 1, Count) - 1);

    private double At(long rank)
    {
        var at = Array.BinarySearch(_upTo, rank + 1);
        return _milliseconds[at < 0 ? ~at : at];
    }
}
