namespace DynamoLab.History.Metrics;

/// <summary>All operations that started in one second of the run.</summary>
internal sealed class SecondTally
{
    private readonly SortedDictionary<OperationKind, LatencyHistogram> _service = [];
    private long _attempted;

    public long Successful { get; private set; }

    public VersionTally Versions { get; } = new();

    public void Add(Operation operation)
    {
        _attempted++;
        if (!operation.IsSuccess)
        {
            return;
        }

        Successful++;
        if (!_service.TryGetValue(operation.Kind, out var histogram))
        {
            histogram = new LatencyHistogram();
            _service.Add(operation.Kind, histogram);
        }

        histogram.Add(operation.End.UsSince(operation.Start));
        if (operation.Kind == OperationKind.Read)
        {
            Versions.Add(operation);
        }
    }

    public SecondMetrics Summarize(int second) => new()
    {
        Second = second,
        Attempted = _attempted,
        Successful = Successful,
        Versions = Versions.Summarize(),
        ServiceTime = _service.ToDictionary(entry => KindNames.Of(entry.Key), entry => entry.Value.Summarize()),
    };
}
