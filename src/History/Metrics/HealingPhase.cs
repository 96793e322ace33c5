namespace DynamoLab.History.Metrics;

/// <summary>What was healed in one phase of a run, by what healed it first.</summary>
public sealed record HealingPhase
{
    public const string Undisturbed = "undisturbed";
    public const string Failure = "failure";
    public const string Recovery = "recovery";
    public const string Settling = "settling";
    public const string Rounds = "rounds";
    public const string Total = "total";

    /// <summary>
    /// <c>undisturbed</c>, <c>failure</c>, <c>recovery</c>, <c>settling</c> (from the workload's end on),
    /// <c>rounds</c> (what was asked for, and hints between rounds), or <c>total</c>.
    /// </summary>
    public required string Name { get; init; }

    public required long StartUs { get; init; }

    public required long EndUs { get; init; }

    public required HealingCount Hint { get; init; }

    public required HealingCount ReadRepair { get; init; }

    public required HealingCount BackgroundExchange { get; init; }

    public required HealingCount ExplicitRound { get; init; }
}
