using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>Judges the acknowledged writes of one key against the merge of its final states.</summary>
internal sealed class KeyVerdict(
    Key key,
    KeyWrites writes,
    IReadOnlyList<ReplicaState> primaries,
    ObjectState final,
    CopyLosses losses,
    LossTally tally)
{
    /// <summary>Where the scheme waives the promise, only writes that nobody wrote over are of interest.</summary>
    public void Judge(bool isWaived)
    {
        foreach (var write in writes.Live.OrderBy(write => write.Operation.Dot))
        {
            JudgeLive(write);
        }

        if (!isWaived)
        {
            JudgeFolded();
        }
    }

    private void JudgeLive(AcknowledgedWrite write)
    {
        var dot = write.Operation.Dot;
        if (final.SiblingOf(dot) is not null)
        {
            return;
        }

        if (final.Context.Covers(dot))
        {
            Lose(write, "acknowledged write is falsely covered: no client that saw it wrote over it");
        }
        else if (write.IsDelete)
        {
            tally.Reaped++;
        }
        else
        {
            Lose(write, "acknowledged write is lost: neither present nor covered");
        }
    }

    // A covered write is safe as long as the final context knows it; a context that does not has forgotten both it
    // and whatever covered it.
    private void JudgeFolded()
    {
        var lost = writes.LastFolded.Where(write => !final.Context.Covers(write.Operation.Dot))
            .OrderBy(write => write.Operation.Dot).ToList();
        foreach (var write in lost)
        {
            if (writes.HasDelete)
            {
                tally.Reaped++;
            }
            else
            {
                Lose(write, "acknowledged write is lost, and so is every write that covered it");
            }
        }

        if (!writes.HasDelete)
        {
            JudgeGaps(lost.ConvertAll(write => write.Operation.Dot.Actor));
        }
    }

    // Where the final context knows the latest write of every group, what it does not know can only lie between.
    private void JudgeGaps(List<Actor> judged)
    {
        foreach (var (actor, range) in writes.Folded.Ranges.Where(folded => !judged.Contains(folded.Actor)))
        {
            for (var counter = FirstBeyondVector(actor, range); counter <= range.Last; counter++)
            {
                var dot = new Dot(actor, counter);
                if (!final.Context.Covers(dot))
                {
                    LoseGap(dot);
                }
            }
        }
    }

    private ulong FirstBeyondVector(Actor actor, CounterRange range) =>
        Math.Max(range.First, final.Context.Vector.CounterOf(actor) + 1);

    // Its own acknowledgers were folded away; if any group of its actor has lost W copies, it may be of that group.
    private void LoseGap(Dot dot)
    {
        if (writes.HasUnknownDelete)
        {
            tally.Inconclusive++;
        }
        else if (writes.LastFolded.Any(w => w.Operation.Dot.Actor == dot.Actor && losses.IsLossExpected(w, primaries)))
        {
            tally.Expected++;
        }
        else
        {
            var reason = $"acknowledged write with dot {dot} is lost, though later ones of its actor are covered";
            tally.Violations.Add(new Violation(key, reason, [], Replicas(dot)));
        }
    }

    private void Lose(AcknowledgedWrite write, string reason)
    {
        if (writes.HasUnknownDelete)
        {
            tally.Inconclusive++;
        }
        else if (losses.IsLossExpected(write, primaries))
        {
            tally.Expected++;
        }
        else
        {
            var by = string.Join(", ", write.AcknowledgedBy);
            var replicas = Replicas(write.Operation.Dot);
            tally.Violations.Add(new Violation(key, $"{reason} (acknowledged by {by})", [write.Operation], replicas));
        }
    }

    private string[] Replicas(Dot dot) =>
        [.. primaries.Select(primary => $"{primary.Node} {Describe(primary.State, dot)}")];

    private static string Describe(ObjectState? state, Dot dot) => state switch
    {
        null => "was not readable",
        _ when state.SiblingOf(dot) is not null => "holds it",
        _ when state.Context.Covers(dot) => "covers it",
        { IsEmpty: true } => "holds nothing",
        _ => "does not know it",
    };
}
