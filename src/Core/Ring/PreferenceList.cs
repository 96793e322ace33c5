namespace DynamoLab.Core.Ring;

/// <summary>
/// The distinct nodes responsible for a partition in ring order (Dynamo §4.3): first the N primaries, then every other
/// member as a fallback.
/// </summary>
public sealed class PreferenceList(NodeId[] nodes, int primaryCount)
{
    public ReadOnlySpan<NodeId> Primaries => nodes.AsSpan(0, primaryCount);

    public ReadOnlySpan<NodeId> Fallbacks => nodes.AsSpan(primaryCount);

    public ReadOnlySpan<NodeId> All => nodes;

    public bool IsPrimary(NodeId node) => Primaries.Contains(node);

    public override string ToString() =>
        $"{string.Join(' ', nodes.Take(primaryCount))} | {string.Join(' ', nodes.Skip(primaryCount))}";
}
