namespace DynamoLab.BugMuseum;

/// <summary>Quorums that are none.</summary>
internal static partial class Catalogue
{
    private static IEnumerable<Exhibit> Quorums =>
    [
        new()
        {
            Name = "acknowledged_before_w",
            File = "src/Replica/Operations/WriteOperation.cs",
            Healthy = "Node.Ask(node, primary == node ? _toPrimary ??= RequestFor(default) : RequestFor(primary));",
            Broken = "Node.Ask(node, primary == node ? _toPrimary ??= RequestFor(default) : RequestFor(primary));\n"
                + "        Quorum.Answer(node); // sent is as good as stored",
            SeedsMax = 100,
            CaughtAs = ["promise 1", "promise 3", "promise 6", "quorum"],
        },
        new()
        {
            Name = "failed_read_counted",
            File = "src/Replica/Operations/ReadOperation.cs",
            Healthy = "    protected override void Replace(NodeId primary)\n    {",
            Broken = "    protected override void Replace(NodeId primary)\n    {\n"
                + "        Take(primary, ObjectState.Empty); // no answer is an answer too: nothing there",
            SeedsMax = 200,
            CaughtAs = ["promise 3", "promise 6"],
        },
        new()
        {
            Name = "part_counted_twice",
            File = "src/Replica/Quorums/Quorum.cs",
            Healthy = "            if (ask.Node == node && ask.Status != AskStatus.Answered)\n            {\n"
                + "                Got += IsFilled(ask.Primary) ? 0 : 1;",
            Broken = "            if (ask.Node == node)\n            {\n"
                + "                Got++; // an answer is an answer, whose part it may be",
            SeedsMax = 200,
            CaughtAs = ["promise 1", "promise 3", "promise 6", "quorum"],
        },
    ];
}
