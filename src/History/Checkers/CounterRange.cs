namespace DynamoLab.History.Checkers;

/// <summary>The counters from first to last, both included.</summary>
internal readonly record struct CounterRange(ulong First, ulong Last)
{
    public bool Contains(ulong counter) => First <= counter && counter <= Last;

    /// <summary>True when the two overlap or follow on each other, so that their union is one range.</summary>
    public bool Touches(CounterRange other) => First <= other.Last + 1 && other.First <= Last + 1;

    public CounterRange UnionWith(CounterRange other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));
}
