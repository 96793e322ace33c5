using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>
/// One tally per stretch between the instants at which windows may begin, so that windows, which are known only at
/// the end, are merges of whole tallies. Operations wait <see cref="WaitUs"/> before they are counted, because a
/// fault is often told later than it took effect (a restart, for one, once the node is ready).
/// </summary>
internal sealed class SegmentTallies
{
    /// <summary>Longer than the 20 s a node may take to become ready.</summary>
    public const long WaitUs = 30_000_000;

    private readonly List<long> _starts = [];
    private readonly List<Tally> _tallies = [];
    private readonly Queue<Sample> _waiting = new();
    private long _newestEndUs;
    private long _newestCountedStartUs = long.MinValue;

    public SegmentTallies(Instant start)
    {
        _starts.Add(start.Microseconds);
        _tallies.Add(new Tally());
    }

    /// <summary>Operations counted already, and too early for a cut that came late.</summary>
    public long LateClassified { get; private set; }

    public void Add(in Sample sample)
    {
        _waiting.Enqueue(sample);
        _newestEndUs = Math.Max(_newestEndUs, sample.EndUs);
        while (_waiting.TryPeek(out var oldest) && oldest.EndUs + WaitUs <= _newestEndUs)
        {
            Count(_waiting.Dequeue());
        }
    }

    /// <summary>Makes the instant the start of a segment.</summary>
    public void Cut(Instant at)
    {
        var index = _starts.BinarySearch(at.Microseconds);
        if (index >= 0 || at.Microseconds < _starts[0])
        {
            return;
        }

        if (at.Microseconds <= _newestCountedStartUs)
        {
            LateClassified += _tallies[~index - 1].Attempted;
        }

        _starts.Insert(~index, at.Microseconds);
        _tallies.Insert(~index, new Tally());
    }

    /// <summary>The operations of the segments that start within the window.</summary>
    public Tally Within(RunWindow window)
    {
        var merged = new Tally();
        for (var i = 0; i < _starts.Count; i++)
        {
            if (_starts[i] >= window.StartUs && _starts[i] < window.EndUs)
            {
                merged.Merge(_tallies[i]);
            }
        }

        return merged;
    }

    public void CountAll()
    {
        while (_waiting.TryDequeue(out var sample))
        {
            Count(sample);
        }
    }

    private void Count(in Sample sample)
    {
        var index = _starts.BinarySearch(sample.StartUs);
        _tallies[index >= 0 ? index : ~index - 1].Add(sample);
        _newestCountedStartUs = Math.Max(_newestCountedStartUs, sample.StartUs);
    }
}
