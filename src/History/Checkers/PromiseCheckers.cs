using DynamoLab.History.Metrics;

namespace DynamoLab.History.Checkers;

/// <summary>All checkers of one run. Operations and faults are observed from one thread, as they end.</summary>
public sealed class PromiseCheckers
{
    private readonly LostWriteChecker _lostWrites;
    private readonly DotReuseChecker _dots;
    private readonly ReadChecker _reads;

    public PromiseCheckers(CheckerOptions options)
    {
        _lostWrites = new LostWriteChecker(options);
        _dots = new DotReuseChecker();
        _reads = new ReadChecker(options, _dots);
    }

    /// <summary>
    /// Observes an operation: every one, of loading and of the workload, successful or not. Those that never ended
    /// are observed at the end, as failed.
    /// </summary>
    public void Observe(Operation operation)
    {
        _lostWrites.Observe(operation);
        _dots.Observe(operation);
        _reads.Observe(operation);
    }

    public void Observe(FaultEvent fault)
    {
        _lostWrites.Observe(fault);
        _reads.Observe(fault);
    }

    /// <summary>Stale reads and broken session guarantees. No operation is observed after it.</summary>
    public ConsistencyMetrics Measure() => _reads.Measure();

    /// <summary>
    /// Adds stale reads, of the whole history and by window, and broken session guarantees. No operation is observed
    /// after it.
    /// </summary>
    public RunMetrics AddTo(RunMetrics metrics) => metrics with
    {
        Consistency = Measure(),
        Overall = metrics.Overall with { StaleReads = _reads.StaleWithin(metrics.Overall) },
        Windows = [.. metrics.Windows.Select(window => window with { StaleReads = _reads.StaleWithin(window) })],
    };

    /// <summary>The reports on promises 1 to 5 and on regular reads (6), in order.</summary>
    /// <param name="final">What the replicas hold after repair; null when there was no repair or no answer.</param>
    /// <param name="whyMissing">Why it is null, for the reports, such as "no --post_repair".</param>
    public IReadOnlyList<PromiseReport> Finish(FinalState? final, string whyMissing = "the final state was not read")
    {
        var dots = _dots.Finish(final);
        var reads = _reads.Finish(final, whyMissing);
        return
        [
            final is null ? PromiseReport.NotChecked(1, whyMissing) : _lostWrites.Finish(final),
            final is null ? PromiseReport.NotChecked(2, whyMissing) : ConvergenceChecker.Check(final),
            reads[0],
            dots,
            reads[1],
            reads[2],
        ];
    }
}
