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
        var siblings = new List<Sibling>(held.Siblings.Length + 1);
        foreach (var sibling in held.Siblings)
        {
            if (!context.Covers(sibling.Dot))
            {
                siblings.Add(sibling);
            }
        }

        siblings.Add(new Sibling(stamp.Dot, value, stamp.Now.Microseconds, VersionVector.Empty));
        var known = CausalContext.Join(held.Context, context).With(stamp.Dot);
        return new WriteOutcome(ObjectState.Of(known, [.. siblings]), context.With(stamp.Dot));
    }

    public ObjectState Merge(ObjectState left, ObjectState right)
    {
        if (ReferenceEquals(left, right) || right.IsEmpty)
        {
            return left;
        }

        if (left.IsEmpty)
        {
            return right;
        }

        var siblings = new Sibling[left.Siblings.Length + right.Siblings.Length];
        var count = 0;
        foreach (var sibling in left.Siblings)
        {
            if (!right.Context.Covers(sibling.Dot) || right.SiblingOf(sibling.Dot) is not null)
            {
                siblings[count++] = sibling;
            }
        }

        var ofLeft = count;
        foreach (var sibling in right.Siblings)
        {
            if (!left.Context.Covers(sibling.Dot))
            {
                siblings[count++] = sibling;
            }
        }

        var isNoNews = count == ofLeft && ofLeft == left.Siblings.Length && left.Context.Descends(right.Context);
        return isNoNews
            ? left
            : ObjectState.Of(CausalContext.Join(left.Context, right.Context), siblings.AsSpan(0, count));
    }

    public ulong NextCounter(ObjectState held, Actor actor, ulong lastCounter, Instant now) =>
        Math.Max(lastCounter, held.Context.LastCounterOf(actor)) + 1;
}
