namespace DynamoLab.BugMuseum;

/// <summary>What a node forgets, and what the others remember of it.</summary>
internal static partial class Catalogue
{
    private static IEnumerable<Exhibit> Memories =>
    [
        new()
        {
            Name = "amnesia",
            File = "src/Replica/ReplicaData.cs",
            Healthy = "_epoch = options.Incarnation << EpochBitsPerIncarnation;",
            Broken = "_epoch = 1UL << EpochBitsPerIncarnation; // a node is a node",
            SeedsMax = 100,
            CaughtAs = ["promise 1", "promise 4", "promise 5", "dot used twice"],
        },
        new()
        {
            Name = "hint_dropped_on_restart",
            File = "src/Replica/ReplicaData.cs",
            Healthy = "        foreach (var hint in store.Hints())\n        {\n"
                + "            Hints.Add(hint);\n        }\n",
            Broken = "",
            SeedsMax = 200,
            CaughtAs = ["promise 1", "untidy"],
        },
        new()
        {
            Name = "gossip_without_incarnations",
            File = "src/Replica/Membership/MemberTable.cs",
            Healthy = "        var order = (telling.Incarnation, telling.Status, telling.Port)\n"
                + "            .CompareTo((known.Incarnation, known.Status, known.Port));",
            Broken = "        var order = (telling.Status, telling.Port).CompareTo((known.Status, known.Port));",
            SeedsMax = 50,
            CaughtAs = ["liveness"],
        },
    ];
}
