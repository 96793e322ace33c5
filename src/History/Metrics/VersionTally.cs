namespace DynamoLab.History.Metrics;

/// <summary>Siblings and clock sizes of successful reads; tallies merge.</summary>
internal sealed class VersionTally
{
    private readonly CountTally _siblings = new();
    private readonly CountTally _clockEntries = new();
    private readonly CountTally _clockBytes = new();

    public void Add(Operation read)
    {
        _siblings.Add(read.SiblingCount);
        _clockEntries.Add(read.ClockEntries);
        _clockBytes.Add(read.ClockBytes);
    }

    public void Merge(VersionTally other)
    {
        _siblings.Merge(other._siblings);
        _clockEntries.Merge(other._clockEntries);
        _clockBytes.Merge(other._clockBytes);
    }

    public VersionMetrics Summarize() => new()
    {
        Siblings = _siblings.Summarize(),
        ClockEntries = _clockEntries.Summarize(),
        ClockBytes = _clockBytes.Summarize(),
    };
}
