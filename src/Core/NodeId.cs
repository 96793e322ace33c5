using System.Buffers;

namespace DynamoLab.Core;

/// <summary>
/// The name of a node, unique in its cluster: 1 to 64 characters out of letters, digits, '.', '_' and '-', and not only
/// dots: folders are named after nodes.
/// Ordered by ordinal comparison, so that every node sorts the members alike.
/// </summary>
public readonly record struct NodeId(string Name) : IComparable<NodeId>
{
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public bool IsNone => string.IsNullOrEmpty(Name);

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= LengthMax }
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && name.AsSpan().ContainsAnyExcept('.');

    public int CompareTo(NodeId other) => string.CompareOrdinal(Name, other.Name);

    public bool Equals(NodeId other) => string.Equals(Name, other.Name);

    public override int GetHashCode() => Name is null ? 0 : string.GetHashCode(Name, StringComparison.Ordinal);

    public override string ToString() => Name ?? "";
}
