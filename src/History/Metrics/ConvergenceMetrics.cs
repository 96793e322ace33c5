namespace DynamoLab.History.Metrics;

/// <summary>How many anti-entropy rounds the tested keys took until their replicas agreed.</summary>
public sealed record ConvergenceMetrics
{
    public required long KeysTested { get; init; }

    /// <summary>Keys whose replicas agreed before the first round.</summary>
    public required long KeysAgreedAlready { get; init; }

    public required long KeysConverged { get; init; }

    public required long KeysNotConverged { get; init; }

    /// <summary>Over the keys that converged; null without any.</summary>
    public required MeanAndMax Rounds { get; init; }

    /// <summary>Keys by the number of rounds they took, ascending.</summary>
    public required IReadOnlyList<RoundCount> KeysByRounds { get; init; }
}
