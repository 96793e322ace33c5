using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>Holds the merge of a key's final states against promises 3 and 5.</summary>
internal sealed class FinalJudge(
    CheckerOptions options, CopyLosses losses, ViolationList revived, ViolationList falseSiblings)
{
    public long Siblings { get; private set; }

    /// <summary>Revived or false, but with W copies or more of what covered them gone.</summary>
    public long Expected { get; private set; }

    /// <summary>Values that nobody is known to have written, where the store was not empty at the start.</summary>
    public long Unwritten { get; private set; }

    public void Judge(KeyPast past, ObjectState merged, IReadOnlyList<ReplicaState> primaries)
    {
        foreach (var sibling in merged.Siblings)
        {
            Siblings++;
            MeetFinal(sibling, past, primaries);
            ref var record = ref past.Log.Find(sibling.Dot);
            if (record.CoveredBy != default)
            {
                JudgeCovered(sibling, past, primaries);
            }
        }

        past.Attempted.ResolveAll(past.Log);
        foreach (var (dot, seen) in past.Attempted.Unmatched)
        {
            JudgeUnwritten(past, dot, seen);
        }
    }

    private static void MeetFinal(Sibling sibling, KeyPast past, IReadOnlyList<ReplicaState> primaries)
    {
        var value = ValueText.Of(ValueId.Of(sibling.Value));
        past.Log.Meet(
            sibling.Dot,
            new WriteRecord { Counter = sibling.Dot.Counter, Value = value, Worker = WriteRecord.NoWorker },
            out var isNew);
        if (isNew || past.Log.Find(sibling.Dot).Worker == WriteRecord.NoWorker)
        {
            past.Attempted.Meet(sibling.Dot, value, null, string.Join(", ", Holders(sibling.Dot, primaries)));
        }
    }

    private void JudgeCovered(Sibling sibling, KeyPast past, IReadOnlyList<ReplicaState> primaries)
    {
        var covers = past.Log.Find(sibling.Dot).CoveredBy;
        var delete = sibling.IsTombstone ? default : past.Log.DeleteAbove(sibling.Dot, long.MaxValue);
        var by = delete == default ? covers : delete;
        if (losses.NodesLostSince(new(past.Log.Find(by).StartUs)) >= options.WriteQuorum)
        {
            Expected++;
            return;
        }

        var (list, reason) = delete == default
            ? (falseSiblings, $"false sibling: {sibling.Dot} is still there, though the acknowledged {by} covers it")
            : (revived, $"a deleted value is back: {sibling.Dot} is there, though the acknowledged delete {by} "
                + "covers it");
        OperationReference[] operations =
            [.. new[] { sibling.Dot, by }.Select(past.Log.ReferenceTo).OfType<OperationReference>()];
        list.Add(() => new Violation(past.Key, reason, operations, [.. Holders(sibling.Dot, primaries)]));
    }

    private void JudgeUnwritten(KeyPast past, Dot dot, AttemptedValues.Sighting seen)
    {
        if (!options.IsStoreFresh)
        {
            Unwritten++;
            return;
        }

        if (seen.Value.IsTombstone && past.Deletes is not null)
        {
            return;
        }

        falseSiblings.Add(() => new Violation(
            past.Key,
            $"a value that nobody wrote: {dot} with value {(seen.Value.IsTombstone ? "(tombstone)" : seen.Value)}",
            seen.Read is { } read ? [read] : [],
            [seen.Replica]));
    }

    private static IEnumerable<string> Holders(Dot dot, IReadOnlyList<ReplicaState> primaries) => primaries
        .Where(primary => primary.State?.SiblingOf(dot) is not null)
        .Select(primary => $"{primary.Node} holds it");
}
