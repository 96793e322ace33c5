namespace DynamoLab.Core.Versions;

/// <summary>
/// Last writer wins: the sibling with the latest clock reading stays, ties broken by dot. Contexts are ignored, so a
/// slow clock or a concurrent write loses data silently; the lab shows how much.
/// </summary>
public sealed class LastWriterWins : IVersioning
{
    public VersioningKind Kind => VersioningKind.Lww;

    public WriteOutcome Write(ObjectState held, CausalContext context, in WriteStamp stamp, byte[]? value)
    {
        var written = new Sibling(stamp.Dot, value, stamp.Now.Microseconds, VersionVector.Empty);
        return new WriteOutcome(Latest([.. held.Siblings, written]), CausalContext.Empty);
    }

    public ObjectState Merge(ObjectState left, ObjectState right)
    {
        if (ReferenceEquals(left, right) || right.IsEmpty)
        {
            return left;
        }

        return left.IsEmpty ? right : Latest([.. left.Siblings, .. right.Siblings]);
    }

    /// <summary>There is no vector to count in, so the clock numbers the dots, always upwards.</summary>
    public ulong NextCounter(ObjectState held, Actor actor, ulong lastCounter, Instant now) =>
        Math.Max(lastCounter + 1, (ulong)Math.Max(0, now.Microseconds));

    /// <summary>The one with the latest clock reading, ties broken by dot; null where there is none.</summary>
    public static Sibling? LatestOf(ReadOnlySpan<Sibling> candidates)
    {
        Sibling? latest = null;
        foreach (var candidate in candidates)
        {
            if (latest is null
                || (candidate.WrittenAtUs, candidate.Dot).CompareTo((latest.WrittenAtUs, latest.Dot)) > 0)
            {
                latest = candidate;
            }
        }

        return latest;
    }

    /// <summary>No write leaves a state without siblings, but a stranger's frame may hold one.</summary>
    private static ObjectState Latest(ReadOnlySpan<Sibling> candidates) => LatestOf(candidates) is { } latest
        ? ObjectState.Of(CausalContext.Empty, latest)
        : ObjectState.Empty;
}
