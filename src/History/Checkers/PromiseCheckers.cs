namespace DynamoLab.History.Checkers;

/// <summary>All checkers of one run. Operations and faults are observed from one thread, as they end.</summary>
public sealed class PromiseCheckers(CheckerOptions options)
{
    private readonly LostWriteChecker _lostWrites = new(options);
    private readonly DotReuseChecker _dots = new();

    /// <summary>Observes an operation: every one, of loading and of the workload, successful or not.</summary>
    public void Observe(Operation operation)
    {
        _lostWrites.Observe(operation);
        _dots.Observe(operation);
    }

    public void Observe(FaultEvent fault) => _lostWrites.Observe(fault);

    /// <summary>The reports on promises 1 to 5, in order.</summary>
    /// <param name="final">What the replicas hold after repair; null when there was no repair or no answer.</param>
    /// <param name="whyMissing">Why it is null, for the reports, such as "no --post_repair".</param>
    public IReadOnlyList<PromiseReport> Finish(FinalState? final, string whyMissing = "the final state was not read") =>
    [
        final is null ? PromiseReport.NotChecked(1, whyMissing) : _lostWrites.Finish(final),
        final is null ? PromiseReport.NotChecked(2, whyMissing) : ConvergenceChecker.Check(final),
        PromiseReport.NotChecked(3, "this version has no checker for deletes"),
        _dots.Finish(final),
        PromiseReport.NotChecked(5, "this version has no checker for maximal siblings"),
    ];
}
