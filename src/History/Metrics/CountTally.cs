namespace DynamoLab.History.Metrics;

/// <summary>Mean and maximum of a stream of counts; tallies merge.</summary>
internal sealed class CountTally
{
    private long _count;
    private long _sum;
    private long _max;

    public void Add(long value)
    {
        _count++;
        _sum += value;
        _max = Math.Max(_max, value);
    }

    public void Merge(CountTally other)
    {
        _count += other._count;
        _sum += other._sum;
        _max = Math.Max(_max, other._max);
    }

    public MeanAndMax Summarize() =>
        _count == 0 ? new MeanAndMax(Mean: null, Max: null) : new MeanAndMax((double)_sum / _count, _max);
}
