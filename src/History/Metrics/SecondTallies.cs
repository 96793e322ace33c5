using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>One tally per second since the run's start.</summary>
internal sealed class SecondTallies(Instant start)
{
    /// <summary>A second of the run's throughput is back to normal at this share of it.</summary>
    public const double RecoveredShare = 0.9;

    /// <summary>Seconds that throughput has to stay there.</summary>
    public const int RecoveredSeconds = 3;

    private const long SecondUs = 1_000_000;

    private readonly List<SecondTally> _seconds = [];

    public void Add(Operation operation)
    {
        var second = (int)(operation.Start.UsSince(start) / SecondUs);
        GrowTo(second + 1);
        _seconds[second].Add(operation);
    }

    /// <summary>Every second of the run, also those in which nothing started.</summary>
    public IReadOnlyList<SecondMetrics> Summarize(Instant end)
    {
        GrowTo((int)((end.UsSince(start) + SecondUs - 1) / SecondUs));
        return [.. _seconds.Select((tally, second) => tally.Summarize(second))];
    }

    public VersionMetrics Versions()
    {
        var merged = new VersionTally();
        _seconds.ForEach(second => merged.Merge(second.Versions));
        return merged.Summarize();
    }

    /// <summary>
    /// Seconds from the heal to the start of the first whole second that is back at
    /// <see cref="RecoveredShare"/> of normal and begins <see cref="RecoveredSeconds"/> such seconds in a row, all
    /// of them before the end; null when there is none.
    /// </summary>
    public double? RecoveryS(Instant heal, Instant end, double normalOpsPerS)
    {
        var first = (int)((heal.UsSince(start) + SecondUs - 1) / SecondUs);
        var whole = (int)Math.Min(_seconds.Count, end.UsSince(start) / SecondUs);
        var inARow = 0;
        for (var second = first; second < whole; second++)
        {
            inARow = _seconds[second].Successful >= RecoveredShare * normalOpsPerS ? inARow + 1 : 0;
            if (inARow == RecoveredSeconds)
            {
                var began = start.PlusMs((second - RecoveredSeconds + 1) * 1000L);
                return began.UsSince(heal) / 1e6;
            }
        }

        return null;
    }

    private void GrowTo(int count)
    {
        while (_seconds.Count < count)
        {
            _seconds.Add(new SecondTally());
        }
    }
}
