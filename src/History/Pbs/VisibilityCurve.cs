namespace DynamoLab.History.Pbs;

/// <summary>
/// The share of reads that see the write, by how long after its commit they begin (PBS figures 4, 6 and 7).
/// </summary>
public sealed class VisibilityCurve
{
    private readonly double[] _times;
    private readonly long[] _firstSeen;
    private long _count;

    /// <param name="times">Milliseconds after the commit, ascending.</param>
    public VisibilityCurve(IReadOnlyList<double> times)
    {
        _times = [.. times];
        _firstSeen = new long[_times.Length + 1];
    }

    public IReadOnlyList<double> Times => _times;

    /// <summary>A trial that sees the write from so many milliseconds on.</summary>
    public void Add(double visibleAfter)
    {
        var at = Array.BinarySearch(_times, visibleAfter);
        _firstSeen[at < 0 ? ~at : at]++;
        _count++;
    }

    public void Add(VisibilityCurve other)
    {
        for (var i = 0; i < _firstSeen.Length; i++)
        {
            _firstSeen[i] += other._firstSeen[i];
        }

        _count += other._count;
    }

    /// <summary>For each time the share of trials that see the write by then, 0 to 1.</summary>
    public IReadOnlyList<double> Shares()
    {
        var shares = new double[_times.Length];
        var seen = 0L;
        for (var i = 0; i < shares.Length; i++)
        {
            seen += _firstSeen[i];
            shares[i] = (double)seen / _count;
        }

        return shares;
    }
}
