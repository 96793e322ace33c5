namespace DynamoLab.History.Metrics;

/// <summary>How one promise came out of the run.</summary>
public sealed record PromiseMetrics
{
    public required int Promise { get; init; }

    /// <summary><c>held</c>, <c>broken</c>, <c>waived</c> or <c>not checked</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What the outcome rests on, in one line.</summary>
    public required string Evidence { get; init; }

    public long ViolationCount { get; init; }

    /// <summary>The first <see cref="PromiseReport.ViolationsMax"/>, each in a line.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];
}
