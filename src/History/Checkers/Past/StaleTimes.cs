namespace DynamoLab.History.Checkers.Past;

/// <summary>When stale reads began, to the millisecond: windows are known only at the end.</summary>
internal sealed class StaleTimes
{
    private const long BucketUs = 1000;

    private readonly Dictionary<long, (long Count, long WorstUs)> _buckets = [];

    public void Add(long startUs, long staleUs)
    {
        var bucket = startUs / BucketUs;
        var (count, worstUs) = _buckets.GetValueOrDefault(bucket);
        _buckets[bucket] = (count + 1, Math.Max(worstUs, staleUs));
    }

    /// <summary>Those that began from the first instant on and before the second one.</summary>
    public (long Count, long? WorstUs) Within(long startUs, long endUs)
    {
        var count = 0L;
        long? worstUs = null;
        foreach (var (bucket, stale) in _buckets)
        {
            if (bucket >= startUs / BucketUs && bucket < endUs / BucketUs)
            {
                count += stale.Count;
                worstUs = Math.Max(worstUs ?? 0, stale.WorstUs);
            }
        }

        return (count, worstUs);
    }
}
