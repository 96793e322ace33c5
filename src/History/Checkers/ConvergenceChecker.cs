using DynamoLab.Core;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Promise 2: after repair all primaries of a key hold the identical canonical encoding. Needs only the final
/// states; the dead on purpose are left out, and said so.
/// </summary>
public static class ConvergenceChecker
{
    private const int ShownCharactersMax = 160;

    public static PromiseReport Check(FinalState final)
    {
        var violations = new ViolationList();
        long unreadable = 0, withDeadPrimary = 0;
        foreach (var (key, primaries) in final.States.OrderBy(entry => entry.Key))
        {
            var alive = primaries.Where(primary => primary.State is not null || !IsDead(primary, final)).ToList();
            withDeadPrimary += alive.Count < primaries.Count ? 1 : 0;
            unreadable += alive.Count == 0 || alive.Exists(primary => primary.State is null) ? 1 : 0;
            if (!AreIdentical(alive))
            {
                violations.Add(Describe(key, alive, final.RepairRoundsMax));
            }
        }

        return Report(final, violations, unreadable, withDeadPrimary);
    }

    private static bool IsDead(ReplicaState primary, FinalState final) => final.DeadNodes.Contains(primary.Node);

    private static bool AreIdentical(List<ReplicaState> replicas)
    {
        byte[]? first = null;
        foreach (var replica in replicas)
        {
            if (replica.State is null)
            {
                continue;
            }

            var bytes = replica.State.ToBytes();
            first ??= bytes;
            if (!bytes.AsSpan().SequenceEqual(first))
            {
                return false;
            }
        }

        return true;
    }

    private static Violation Describe(Key key, List<ReplicaState> replicas, int roundsMax) => new(
        key,
        $"primaries do not hold the same bytes after at most {roundsMax} rounds",
        [],
        [.. replicas.Select(replica => $"{replica.Node} {Show(replica)}")]);

    private static string Show(ReplicaState replica)
    {
        if (replica.State is null)
        {
            return "was not readable";
        }

        var text = $"#{replica.State.Hash:x16} {replica.State}";
        return text.Length <= ShownCharactersMax ? text : text[..ShownCharactersMax] + "…";
    }

    private static PromiseReport Report(
        FinalState final, ViolationList violations, long unreadable, long withDeadPrimary)
    {
        var conclusive = final.States.Count - unreadable;
        var outcome = conclusive == 0 ? PromiseOutcome.NotChecked : PromiseOutcome.Held;
        return new PromiseReport
        {
            Promise = 2,
            Outcome = violations.Count > 0 ? PromiseOutcome.Broken : outcome,
            Evidence = $"{final.States.Count} keys: {violations.Count} did not converge within "
                + $"{final.RepairRoundsMax} rounds, {unreadable} with a primary that could not be read, "
                + $"{withDeadPrimary} with a primary left out because it stays dead",
            Violations = violations.First,
            ViolationCount = violations.Count,
            Checked = conclusive,
            Inconclusive = unreadable,
        };
    }
}
