namespace DynamoLab.History.Checkers;

/// <summary>Counts violations and keeps the first <see cref="PromiseReport.ViolationsMax"/>.</summary>
internal sealed class ViolationList
{
    private readonly List<Violation> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<Violation> First => _first;

    public bool IsFull => _first.Count >= PromiseReport.ViolationsMax;

    public void Add(Violation violation) => Add(() => violation);

    /// <summary>Counts a violation, and puts it into words only if it is kept.</summary>
    public void Add(Func<Violation> describe)
    {
        Count++;
        if (!IsFull)
        {
            _first.Add(describe());
        }
    }
}
