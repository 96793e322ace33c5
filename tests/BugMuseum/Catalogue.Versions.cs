namespace DynamoLab.BugMuseum;

/// <summary>Versions taken for other versions.</summary>
internal static partial class Catalogue
{
    private static IEnumerable<Exhibit> Versions =>
    [
        new()
        {
            Name = "merge_drops_sibling",
            File = "src/Core/Versions/DottedVersionVectors.cs",
            Healthy = "            if (!left.Context.Covers(sibling.Dot))\n            {",
            Broken = "            if (siblings.Count == 0 && !left.Context.Covers(sibling.Dot))\n            {",
            SeedsMax = 50,
            CaughtAs = ["promise 1", "promise 2", "promise 5"],
        },
        new()
        {
            Name = "last_writer_wins_under_skew",
            File = "src/Core/Versions/DottedVersionVectors.cs",
            Healthy = "        return ObjectState.Of(CausalContext.Join(left.Context, right.Context), [.. siblings]);",
            Broken = "        var latest = siblings.OrderByDescending(s => (s.WrittenAtUs, s.Dot)).Take(1);\n"
                + "        return ObjectState.Of(CausalContext.Join(left.Context, right.Context), [.. latest]);",
            SeedsMax = 50,
            CaughtAs = ["promise 1", "promise 5"],
        },
        new()
        {
            Name = "blind_write_covers_all",
            File = "src/Replica/Operations/WriteOperation.cs",
            Healthy = "request.CoversHeld ? null : request.Context, request.Value",
            Broken = "request.CoversHeld || request.Context.IsEmpty ? null : request.Context, request.Value",
            SeedsMax = 50,
            CaughtAs = ["promise 1", "promise 5"],
        },
        new()
        {
            Name = "put_returns_unread_context",
            File = "src/Core/Versions/DottedVersionVectors.cs",
            Healthy = "[.. siblings]), forClient);",
            Broken = "[.. siblings]), known);",
            SeedsMax = 100,
            CaughtAs = ["promise 1", "promise 5"],
        },
        new()
        {
            Name = "clock_pruned",
            File = "src/Core/Versions/DottedVersionVectors.cs",
            Healthy = "var known = CausalContext.Join(held.Context, context).With(stamp.Dot);",
            Broken = "var pruned = CausalContext.Join(held.Context, context).Vector.PrunedTo(4);\n"
                + "        var known = CausalContext.Of(pruned).With(stamp.Dot);",
            SeedsMax = 100,
            CaughtAs = ["promise 1", "promise 2", "promise 3", "promise 4", "promise 5", "dot used twice"],
        },
    ];
}
