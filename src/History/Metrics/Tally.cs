namespace DynamoLab.History.Metrics;

/// <summary>All operations that started in one segment of time. Tallies of neighbouring segments merge.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<OperationKind, KindTally> _kinds = [];
    private long _firstAttemptSuccessful;

    /// <summary>Actual minus intended start of everything attempted.</summary>
    public LatencyHistogram Lateness { get; } = new();

    public long Attempted { get; private set; }

    public long Successful { get; private set; }

    public void Add(in Sample sample)
    {
        Attempted++;
        Successful += sample.IsSuccess ? 1 : 0;
        _firstAttemptSuccessful += sample.IsFirstAttemptSuccess ? 1 : 0;
        Lateness.Add(sample.StartUs - sample.IntendedUs);
        OfKind(sample.Kind).Add(sample);
    }

    public void Merge(Tally other)
    {
        Attempted += other.Attempted;
        Successful += other.Successful;
        _firstAttemptSuccessful += other._firstAttemptSuccessful;
        Lateness.Merge(other.Lateness);
        foreach (var (kind, tally) in other._kinds)
        {
            OfKind(kind).Merge(tally);
        }
    }

    /// <summary>Of all types together.</summary>
    public LatencyHistogram ServiceTime()
    {
        var merged = new LatencyHistogram();
        foreach (var kind in _kinds.Values)
        {
            merged.Merge(kind.ServiceTime);
        }

        return merged;
    }

    public WindowMetrics Summarize(RunWindow window) => new()
    {
        Name = window.Name,
        StartUs = window.StartUs,
        EndUs = window.EndUs,
        DurationS = window.DurationS,
        Attempted = Attempted,
        Successful = Successful,
        AttemptedOpsPerS = window.PerSecond(Attempted),
        SuccessfulOpsPerS = window.PerSecond(Successful),
        AvailabilityWithFailover = Share(Successful),
        AvailabilityWithoutFailover = Share(_firstAttemptSuccessful),
        ServiceTime = ServiceTime().Summarize(),
        Operations = _kinds.ToDictionary(entry => KindNames.Of(entry.Key), entry => entry.Value.Summarize()),
    };

    private double? Share(long count) => Attempted == 0 ? null : (double)count / Attempted;

    private KindTally OfKind(OperationKind kind)
    {
        if (!_kinds.TryGetValue(kind, out var tally))
        {
            tally = new KindTally();
            _kinds.Add(kind, tally);
        }

        return tally;
    }
}
