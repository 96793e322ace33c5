namespace DynamoLab.Core.Versions;

/// <summary>
/// Dotted version vectors (arXiv:1011.5808). A sibling survives a merge when both sides hold it, or when the side
/// that lacks it never knew of it; a write covers exactly the siblings its context covers.
/// </summary>
public sealed class DottedVersionVectors : IVersioning
{
    public VersioningKind Kind => VersioningKind.Dvv;

    public WriteOutcome Write(ObjectState held, CausalContext context, in WriteStamp stamp, byte[]? value)
    {
        var written = new Sibling(stamp.Dot, value, stamp.Now.Microseconds, VersionVector.Empty);
        var forClient = context.With(stamp.Dot);
        if (context.Descends(held.Context))
        {
            // It has seen all there is.
            return new WriteOutcome(ObjectState.Of(forClient, written), forClient);
        }

        var siblings = new List<Sibling>(held.Siblings.Length + 1);
        foreach (var sibling in held.Siblings)
        {
            if (!context.Covers(sibling.Dot))
            {
                siblings.Add(sibling);
            }
        }

        siblings.Add(written);
        var known = CausalContext.Join(held.Context, context).With(stamp.Dot);
        return new WriteOutcome(ObjectState.Of(known, [.. siblings]), forClient);
    }

    public ObjectState Merge(ObjectState left, ObjectState right)
    {
        if (ReferenceEquals(left, right) || IsAhead(left, right))
        {
            return left;
        }

        if (IsAhead(right, left))
        {
            return right;
        }

        var siblings = new List<Sibling>(left.Siblings.Length + right.Siblings.Length);
        foreach (var sibling in left.Siblings)
        {
            if (!right.Context.Covers(sibling.Dot) || right.SiblingOf(sibling.Dot) is not null)
            {
                siblings.Add(sibling);
            }
        }

        foreach (var sibling in right.Siblings)
        {
            if (!left.Context.Covers(sibling.Dot))
            {
                siblings.Add(sibling);
            }
        }

        return ObjectState.Of(CausalContext.Join(left.Context, right.Context), [.. siblings]);
    }

    public ulong NextCounter(ObjectState held, Actor actor, ulong lastCounter, Instant now) =>
        Math.Max(lastCounter, held.Context.LastCounterOf(actor)) + 1;

    /// <summary>Whether merging the other one into the state would change nothing.</summary>
    private static bool IsAhead(ObjectState state, ObjectState other)
    {
        if (!state.Context.Descends(other.Context))
        {
            return false;
        }

        foreach (var sibling in state.Siblings)
        {
            if (other.Context.Covers(sibling.Dot) && other.SiblingOf(sibling.Dot) is null)
            {
                return false;
            }
        }

        return true;
    }
}
