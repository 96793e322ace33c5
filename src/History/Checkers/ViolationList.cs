namespace DynamoLab.History.Checkers;

/// <summary>Counts violations and keeps the first <see cref="PromiseReport.ViolationsMax"/>.</summary>
internal sealed class ViolationList
{
    private readonly List<Violation> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<Violation> First => _first;

    public bool IsFull => _first.Count >= PromiseReport.ViolationsMax;

    public void Add(Violation violation, long count = 1)
    {
        Count += count;
        if (!IsFull)
        {
            _first.Add(violation);
        }
    }
}
