namespace DynamoLab.Core.Versions;

/// <summary>
/// One entry of a version vector: all dots of the actor up to the counter. <paramref name="UpdatedAtMs"/> is the
/// age by which classic vector clocks are pruned (milliseconds since the Unix epoch) and 0 everywhere else.
/// </summary>
public readonly record struct VersionEntry(Actor Actor, ulong Counter, long UpdatedAtMs = 0)
{
    /// <summary>The later of two entries of the same actor.</summary>
    public static VersionEntry Later(VersionEntry left, VersionEntry right) =>
        (left.Counter, left.UpdatedAtMs).CompareTo((right.Counter, right.UpdatedAtMs)) >= 0 ? left : right;
}
