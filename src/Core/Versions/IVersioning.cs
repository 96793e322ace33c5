namespace DynamoLab.Core.Versions;

/// <summary>
/// The laws of one versioning scheme. <see cref="Merge"/> is commutative, associative and idempotent; under
/// <c>dvv</c> it neither loses a maximal write nor revives a covered one.
/// </summary>
public interface IVersioning
{
    VersioningKind Kind { get; }

    /// <summary>Applies one write; a null value is a delete.</summary>
    WriteOutcome Write(ObjectState held, CausalContext context, in WriteStamp stamp, byte[]? value);

    ObjectState Merge(ObjectState left, ObjectState right);

    /// <summary>The number of the next dot, given the last one this actor issued for the key (0: none).</summary>
    ulong NextCounter(ObjectState held, Actor actor, ulong lastCounter, Instant now);
}
