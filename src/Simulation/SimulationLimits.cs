namespace DynamoLab.Simulation;

/// <summary>
/// What the caller decides and the seed does not: bounds of what it may draw, and what was taken out of a schedule to
/// make it smaller. The same seed under the same limits is the same schedule.
/// </summary>
public sealed record SimulationLimits
{
    public const int NodesLeast = 1;
    public const int NodesMost = 64;

    public int NodesMin { get; init; } = 3;

    public int NodesMax { get; init; } = 9;

    /// <summary>Keys at most; null: as drawn.</summary>
    public int? Keys { get; init; }

    /// <summary>Clients at most; null: as drawn.</summary>
    public int? Clients { get; init; }

    /// <summary>Operations at most; null: as drawn.</summary>
    public int? Operations { get; init; }

    /// <summary>The numbers of the only faults that happen; null: all that were drawn.</summary>
    public IReadOnlyList<int>? Faults { get; init; }
}
