using DynamoLab.Core;

namespace DynamoLab.Driver.Repairs;

/// <summary>What repair rounds achieved.</summary>
public sealed record RepairReport
{
    /// <summary>
    /// For every tested key the round after which all its primaries held the same: 0 when they did before the first,
    /// null when they did not within the limit, or when a primary could not be asked.
    /// </summary>
    public required IReadOnlyDictionary<Key, int?> RoundsByKey { get; init; }

    /// <summary>Keys whose primaries differed before the first round.</summary>
    public required int DivergedBefore { get; init; }

    /// <summary>The rounds that were run, in order: none when no live replicas differed.</summary>
    public required IReadOnlyList<RoundReport> Rounds { get; init; }

    /// <summary>Nodes that did not answer; keys they are a primary of cannot agree.</summary>
    public required IReadOnlyList<NodeId> Unreachable { get; init; }

    /// <summary>Whether every tested key's primaries agree.</summary>
    public bool IsConverged => RoundsByKey.Values.All(rounds => rounds is not null);
}
