using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica;

/// <summary>
/// Counts what heals replicas, at the replica, and only where what it holds really changes: so whoever comes first has
/// the credit, and whoever brings the same later has none.
/// </summary>
internal static class HealingCredit
{
    public static HealedBy Of(ReplicationCause cause) => cause switch
    {
        ReplicationCause.Hint => HealedBy.Hint,
        ReplicationCause.ReadRepair => HealedBy.ReadRepair,
        _ => HealedBy.Nothing,
    };

    /// <param name="counters">Of the replica.</param>
    /// <param name="by">Whose state it was.</param>
    /// <param name="before">What was held.</param>
    /// <param name="after">What is held now; another state.</param>
    public static void Give(NodeCounters counters, HealedBy by, ObjectState before, ObjectState after)
    {
        if (by == HealedBy.Nothing)
        {
            return;
        }

        var (keys, versions) = by switch
        {
            HealedBy.Hint => (NodeCounter.KeysHealedByHint, NodeCounter.VersionsHealedByHint),
            HealedBy.ReadRepair => (NodeCounter.KeysHealedByReadRepair, NodeCounter.VersionsHealedByReadRepair),
            HealedBy.BackgroundExchange =>
                (NodeCounter.KeysHealedByBackgroundExchange, NodeCounter.VersionsHealedByBackgroundExchange),
            HealedBy.Round => (NodeCounter.KeysHealedByRound, NodeCounter.VersionsHealedByRound),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, "nothing that heals"),
        };
        counters.Add(keys);
        counters.Add(versions, Gained(before, after));
    }

    /// <summary>Versions held now and not before; none where the state only learned what is outdated.</summary>
    private static int Gained(ObjectState before, ObjectState after)
    {
        var gained = 0;
        foreach (var sibling in after.Siblings)
        {
            gained += before.SiblingOf(sibling.Dot) is null ? 1 : 0;
        }

        return gained;
    }
}
