using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>
/// Measures a run as it goes, one operation after the other, from one thread. Keeps histograms and counts, and no
/// operation for longer than 30 seconds: memory grows with seconds and keys, not with operations.
/// </summary>
public sealed class MetricsCollector
{
    private readonly Instant _start;
    private readonly double _warmupSeconds;
    private readonly SegmentTallies _segments;
    private readonly SecondTallies _seconds;
    private readonly LoadTallies _loads;
    private readonly KeyTally _keys = new();
    private readonly ErrorTallies _errors = new();
    private readonly List<FaultEvent> _faults = [];

    /// <param name="start">When the workload starts; operations that started earlier (loading) do not count.</param>
    /// <param name="warmupSeconds">Seconds of warm-up, or planned before the first fault; 0 or more.</param>
    public MetricsCollector(Instant start, double warmupSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSeconds);
        _start = start;
        _warmupSeconds = warmupSeconds;
        _seconds = new SecondTallies(start);
        _loads = new LoadTallies(start);
        _segments = new SegmentTallies(start);
        _segments.Cut(NormalStart);
        _segments.Cut(RunWindows.WarmupEnd(start, warmupSeconds));
    }

    // What comes before pays for connections and compilation, and is no measure of normal.
    private Instant NormalStart => _start.PlusMs((long)Math.Max(1000, 1000 * _warmupSeconds / 2));

    /// <summary>Counts an operation; they come in any order, ended ones only.</summary>
    public void Observe(Operation operation)
    {
        if (operation.Start < _start)
        {
            return;
        }

        _segments.Add(Sample.Of(operation));
        _seconds.Add(operation);
        _loads.Add(operation);
        _keys.Add(operation);
        _errors.Add(operation);
    }

    /// <summary>Notes a fault, at most 30 seconds of operations after its actual time.</summary>
    public void Observe(FaultEvent fault)
    {
        _faults.Add(fault);
        _segments.Cut(fault.Actual);
    }

    /// <summary>The keys of most operations, the busiest first, among equals by name.</summary>
    public IReadOnlyList<Key> BusiestKeys(int countMax) => _keys.Busiest(countMax);

    /// <summary>Attempted operations on the key.</summary>
    public long OperationsOf(Key key) => _keys[key];

    /// <summary>Sums up. Called once, after the last operation and fault.</summary>
    public RunMetrics Finish(RunEnd runEnd)
    {
        // There is a row for every second up to it.
        ArgumentOutOfRangeException.ThrowIfEqual(runEnd.End, Instant.Never);
        _segments.CountAll();
        var windows = RunWindows.Of(_start, _warmupSeconds, runEnd.End, _faults);
        var overall = Measure(windows.Overall with { EndUs = long.MaxValue }, windows.Overall);
        return new RunMetrics
        {
            Overall = overall,
            Client = runEnd.Client is null ? null : ClientJudge.Judge(runEnd.Client, overall, Undisturbed(windows)),
            Windows = [.. windows.Parts.Select(part => Measure(part, part))],
            Impact = MeasureImpact(windows, runEnd.End),
            Versions = _seconds.Versions(),
            Convergence = runEnd.Rounds is null ? null : Convergence.Summarize(runEnd.Rounds),
            Nodes = _loads.Summarize(runEnd.Nodes),
            Errors = _errors.Summarize(),
            Faults = [.. _faults.Select(Describe)],
            PerSecond = _seconds.Summarize(runEnd.End),
            OperationsLateClassified = _segments.LateClassified,
        };
    }

    private static FaultMetrics Describe(FaultEvent fault) => new(
        fault.Kind,
        fault.Node.Name,
        fault.Phase == FaultPhase.Inject ? "inject" : "heal",
        fault.Commanded.Microseconds,
        fault.Actual.Microseconds);

    private WindowMetrics Measure(RunWindow counted, RunWindow shown) => _segments.Within(counted).Summarize(shown);

    /// <summary>What no fault touched and little compilation: where that is nothing, the whole run.</summary>
    private Tally Undisturbed(RunWindows windows)
    {
        var part = windows.Find(RunWindow.Steady) ?? windows.Find(RunWindow.Warmup) ?? windows.Overall;
        var tally = _segments.Within(part with { StartUs = Math.Max(NormalStart.Microseconds, part.StartUs) });
        return tally.Attempted > 0 ? tally : _segments.Within(windows.Overall with { EndUs = long.MaxValue });
    }

    private FaultImpact MeasureImpact(RunWindows windows, Instant end)
    {
        var warmup = windows.Find(RunWindow.Warmup);
        var normal = warmup is null
            ? null
            : SuccessfulPerS(warmup.Value with { StartUs = Math.Max(NormalStart.Microseconds, warmup.Value.StartUs) });
        var failure = windows.Find(RunWindow.Failure);
        var slow = failure is null ? null : SuccessfulPerS(failure.Value);
        return new FaultImpact
        {
            NormalOpsPerS = normal,
            SlowOpsPerS = slow,
            Degradation = normal > 0 ? (normal - slow) / normal : null,
            RecoveryS = normal > 0 && windows.Heal is { } heal ? _seconds.RecoveryS(heal, end, normal.Value) : null,
        };
    }

    private double? SuccessfulPerS(RunWindow window) => window.PerSecond(_segments.Within(window).Successful);
}
