namespace DynamoLab.History.Metrics;

/// <summary>Operations of one type in one segment of time.</summary>
internal sealed class KindTally
{
    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _sinceIntended = new();
    private long _attempted;

    public LatencyHistogram ServiceTime => _service;

    public void Add(in Sample sample)
    {
        _attempted++;
        if (sample.IsSuccess)
        {
            _service.Add(sample.EndUs - sample.StartUs);
            _sinceIntended.Add(sample.EndUs - sample.IntendedUs);
        }
    }

    public void Merge(KindTally other)
    {
        _attempted += other._attempted;
        _service.Merge(other._service);
        _sinceIntended.Merge(other._sinceIntended);
    }

    public OperationMetrics Summarize()
    {
        var service = _service.Buckets();
        var sinceIntended = _sinceIntended.Buckets();
        return new OperationMetrics
        {
            Attempted = _attempted,
            Successful = _service.Count,
            Failed = _attempted - _service.Count,
            ServiceTime = _service.Summarize(),
            SinceIntended = _sinceIntended.Summarize(),
            ServiceTimeBuckets = service,
            SinceIntendedBuckets = service.SequenceEqual(sinceIntended) ? null : sinceIntended,
        };
    }
}
