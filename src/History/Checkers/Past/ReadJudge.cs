using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>Holds every successful read against all guarantees.</summary>
internal sealed class ReadJudge(CausalOrder order, ReadTally tally)
{
    /// <summary>Versions of a write's past asked for; more is only possible without contexts.</summary>
    private const int AskedMax = 16;

    public void Judge(Operation read, KeyPast past)
    {
        JudgeFreshness(read, past);
        JudgeSession(read, past);
        foreach (var version in read.Versions)
        {
            if (version.HasDot)
            {
                JudgePastOf(version.Dot, read, past);
                JudgeDeleted(version, read, past);
            }
        }
    }

    private void JudgeFreshness(Operation read, KeyPast past)
    {
        tally.Of(Guarantee.Fresh).Checked++;
        if (past.Frontier.Missing(read, past.Deletes) is { } missing)
        {
            past.Suspects.Add(
                new SuspectRead(
                    Guarantee.Fresh,
                    missing.Dot,
                    default,
                    read,
                    default,
                    missing.EndUs,
                    missing.StartUs,
                    missing.AcknowledgedBy),
                tally);
        }
    }

    private void JudgeSession(Operation read, KeyPast past)
    {
        var session = past.SessionOf(read.Worker);
        Demand(Guarantee.ReadYourWrites, session.Own, default, read, past, default);
        if (session.IsShownBy(read.Versions))
        {
            tally.Of(Guarantee.MonotonicReads).Checked += session.Seen.Length > 0 ? 1 : 0;
        }
        else
        {
            Demand(Guarantee.MonotonicReads, session.Seen, default, read, past, session.SeenAt);
        }

        session.Read(read, order);
    }

    private void JudgePastOf(Dot dot, Operation read, KeyPast past)
    {
        if (past.Frontier.Find(dot) is not { } write)
        {
            return;
        }

        // A state that holds a write holds its context; what is in there need not be asked for one by one.
        var isHeld = write.IsPastInContext && read.Context.Descends(write.Context);
        tally.Of(Guarantee.WritesFollowReads).Checked += isHeld && write.Past.Length > 0 ? 1 : 0;
        if (!isHeld)
        {
            var asked = write.Past.AsSpan(0, Math.Min(write.Past.Length, AskedMax));
            Demand(Guarantee.WritesFollowReads, asked, dot, read, past, default);
        }

        if (write.PreviousOwn != default)
        {
            Demand(Guarantee.MonotonicWrites, [write.PreviousOwn], dot, read, past, default);
        }
    }

    // One breach per read and guarantee: the first write missing is as good an example as any other.
    private void Demand(
        Guarantee guarantee, ReadOnlySpan<Dot> dots, Dot shown, Operation read, KeyPast past, Instant earlier)
    {
        tally.Of(guarantee).Checked += dots.Length > 0 ? 1 : 0;
        foreach (var dot in dots)
        {
            if (!order.Reflects(read, dot) && past.Deletes?.Explain(read, dot) != true)
            {
                ref var record = ref past.Log.Find(dot);
                var culprit = new SuspectRead(
                    guarantee, dot, shown, read, earlier, record.EndUs, record.StartUs, []);
                past.Suspects.Add(culprit, tally);
                return;
            }
        }
    }

    private void JudgeDeleted(ObservedVersion version, Operation read, KeyPast past)
    {
        if (version.ValueId.Length == 0 || past.Deletes is null)
        {
            return;
        }

        tally.Of(Guarantee.Deleted).Checked++;
        if (!past.Deletes.Covers(version.Dot))
        {
            return;
        }

        var delete = past.Log.DeleteAbove(version.Dot, read.Start.Microseconds);
        if (delete != default)
        {
            ref var record = ref past.Log.Find(delete);
            var acknowledgedBy = past.Frontier.Find(delete)?.AcknowledgedBy ?? [];
            var culprit = new SuspectRead(
                Guarantee.Deleted, delete, version.Dot, read, default, record.EndUs, record.StartUs, acknowledgedBy);
            past.Suspects.Add(culprit, tally);
        }
    }
}
