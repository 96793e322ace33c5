using DynamoLab.Simulation;
using DynamoLab.Simulation.Coverage;

namespace DynamoLab.Driver.Simulations;

/// <summary>What all schedules of a sweep come to. Safe for concurrent use.</summary>
internal sealed class SweepTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<ulong, ScheduleResult> _failures = [];
    private readonly CoverageTable _coverage = new();
    private long _schedules;
    private long _events;
    private long _simulatedUs;
    private long _succeeded;
    private long _failed;

    public long Schedules => Interlocked.Read(ref _schedules);

    public int FailureCount
    {
        get
        {
            lock (_lock)
            {
                return _failures.Count;
            }
        }
    }

    /// <summary>The schedules that failed, by seed.</summary>
    public IReadOnlyList<ScheduleResult> Failures
    {
        get
        {
            lock (_lock)
            {
                return [.. _failures.Values];
            }
        }
    }

    public IReadOnlyList<PathCount> Coverage
    {
        get
        {
            lock (_lock)
            {
                return _coverage.ToList();
            }
        }
    }

    public void Add(ScheduleResult result)
    {
        lock (_lock)
        {
            _coverage.Add(result.Coverage);
            _events += result.Events;
            _simulatedUs += result.SimulatedUs;
            _succeeded += result.Succeeded;
            _failed += result.Failed;
            if (result.IsFailure)
            {
                _failures.Add(result.Options.Seed, result);
            }

            Interlocked.Increment(ref _schedules);
        }
    }

    public SweepFigures Figures(TimeSpan elapsed)
    {
        lock (_lock)
        {
            return new SweepFigures(
                _schedules, _events, _simulatedUs / 3.6e9, _succeeded, _failed, _failures.Count, elapsed);
        }
    }
}
