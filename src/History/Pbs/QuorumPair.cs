namespace DynamoLab.History.Pbs;

/// <summary>R and W.</summary>
public readonly record struct QuorumPair(int Read, int Write)
{
    /// <summary>The pairs of the paper's table 4, in its order.</summary>
    public static IReadOnlyList<QuorumPair> OfThePaper { get; } =
        [new(1, 1), new(1, 2), new(2, 1), new(2, 2), new(3, 1), new(1, 3)];
}
