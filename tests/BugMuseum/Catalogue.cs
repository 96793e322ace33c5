namespace DynamoLab.BugMuseum;

/// <summary>All exhibits. Their stories and sources are told in docs/museum.md.</summary>
internal static partial class Catalogue
{
    public static IReadOnlyList<Exhibit> All { get; } = [.. Quorums, .. Versions, .. Repairs, .. Memories];
}
