namespace DynamoLab.Core.Versions;

/// <summary>
/// One of the concurrent versions of a key: its dot, and a value or, where <see cref="Value"/> is null, a tombstone.
/// </summary>
/// <param name="Dot">The name of the write that made it.</param>
/// <param name="Value">The bytes stored, or null for a tombstone.</param>
/// <param name="WrittenAtUs">The coordinator's clock at the write, in microseconds since the Unix epoch.</param>
/// <param name="Clock">The write's own vector clock under <c>vv</c>; empty under the other schemes.</param>
public sealed record Sibling(Dot Dot, byte[]? Value, long WrittenAtUs, VersionVector Clock)
{
    public bool IsTombstone => Value is null;
}
