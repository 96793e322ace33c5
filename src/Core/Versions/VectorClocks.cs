namespace DynamoLab.Core.Versions;

/// <summary>
/// Classic vector clocks with one entry per coordinator (Dynamo §4.4): each sibling carries a clock, and a clock that
/// descends another replaces it. Two known weaknesses are part of the scheme and measured in the lab: a write whose
/// context missed a sibling of the same coordinator replaces it, and pruning old entries makes related
/// clocks look concurrent.
/// </summary>
public sealed class VectorClocks(int entriesMax) : IVersioning
{
    public VersioningKind Kind => VersioningKind.Vv;

    public WriteOutcome Write(ObjectState held, CausalContext context, in WriteStamp stamp, byte[]? value)
    {
        var entry = new VersionEntry(stamp.Dot.Actor, stamp.Dot.Counter, stamp.Now.Microseconds / 1000);
        var clock = ClockOf(context.Vector, entry);
        var written = new Sibling(stamp.Dot, value, stamp.Now.Microseconds, clock);
        return new WriteOutcome(Maximal([.. held.Siblings, written]), CausalContext.Of(clock));
    }

    public ObjectState Merge(ObjectState left, ObjectState right)
    {
        if (ReferenceEquals(left, right) || right.IsEmpty)
        {
            return left;
        }

        return left.IsEmpty ? right : Maximal([.. left.Siblings, .. right.Siblings]);
    }

    public ulong NextCounter(ObjectState held, Actor actor, ulong lastCounter, Instant now) =>
        Math.Max(lastCounter, held.Context.Vector.CounterOf(actor)) + 1;

    /// <summary>
    /// The new entry is never the one pruned: under a slow clock it may look the oldest, and a clock without it would
    /// equal an earlier one, or be covered by it and lost.
    /// </summary>
    private VersionVector ClockOf(VersionVector known, VersionEntry entry)
    {
        var clock = known.With(entry);
        return clock.Count <= entriesMax
            ? clock
            : VersionVector.Of(clock.Entries.ToArray().Where(e => e.Actor != entry.Actor))
                .PrunedTo(entriesMax - 1)
                .With(entry);
    }

    /// <summary>The siblings no other one descends; the state's context is the join of their clocks.</summary>
    private static ObjectState Maximal(ReadOnlySpan<Sibling> candidates)
    {
        var kept = new List<Sibling>(candidates.Length);
        var known = VersionVector.Empty;
        foreach (var candidate in candidates)
        {
            if (!IsCovered(candidate, candidates) && !kept.Exists(k => k.Dot == candidate.Dot))
            {
                kept.Add(candidate);
                known = VersionVector.Join(known, candidate.Clock);
            }
        }

        return ObjectState.Of(CausalContext.Of(known), [.. kept]);
    }

    private static bool IsCovered(Sibling candidate, ReadOnlySpan<Sibling> candidates)
    {
        foreach (var other in candidates)
        {
            var isAnother = other.Dot != candidate.Dot;
            if (isAnother && other.Clock.Descends(candidate.Clock) && !candidate.Clock.Descends(other.Clock))
            {
                return true;
            }
        }

        return false;
    }
}
