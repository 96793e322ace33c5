using DynamoLab.Core.Versions;

namespace DynamoLab.History;

/// <summary>A sibling as a client or a check saw it.</summary>
/// <param name="Dot">The name of the write; <c>default</c> when it is not known.</param>
/// <param name="ValueId">What <see cref="History.ValueId.Of"/> gives for its value; empty for a tombstone.</param>
public readonly record struct ObservedVersion(Dot Dot, string ValueId)
{
    public bool HasDot => Dot.Counter > 0;
}
