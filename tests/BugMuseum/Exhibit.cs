namespace DynamoLab.BugMuseum;

/// <summary>A mistake that a real store made, as one change of our sources.</summary>
internal sealed record Exhibit
{
    /// <summary>In <c>snake_case</c>; the catalogue, docs/museum.md, tells its story under this name.</summary>
    public required string Name { get; init; }

    /// <summary>The source file, from the root of the tree.</summary>
    public required string File { get; init; }

    /// <summary>The text that is replaced: exactly once in the file.</summary>
    public required string Healthy { get; init; }

    public required string Broken { get; init; }

    /// <summary>The seeds tried, from 1: the first that fails must be among them.</summary>
    public required int SeedsMax { get; init; }

    /// <summary>What may be found: kinds of failure such as <c>promise 1</c>.</summary>
    public required string[] CaughtAs { get; init; }

    public override string ToString() => Name;
}
