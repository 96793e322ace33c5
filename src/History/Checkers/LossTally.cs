namespace DynamoLab.History.Checkers;

/// <summary>What the check of promise 1 has found so far.</summary>
internal sealed class LossTally
{
    public ViolationList Violations { get; } = new();

    public long Expected { get; set; }

    public long Inconclusive { get; set; }

    /// <summary>Writes of deleted keys of which no trace is left, as reaping leaves them.</summary>
    public long Reaped { get; set; }
}
