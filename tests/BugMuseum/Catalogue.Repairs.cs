namespace DynamoLab.BugMuseum;

/// <summary>Repairs that do harm.</summary>
internal static partial class Catalogue
{
    private static IEnumerable<Exhibit> Repairs =>
    [
        new()
        {
            Name = "read_repair_overwrites",
            File = "src/Replica/PeerRequests.cs",
            Healthy = "        var sequence = node.Data.Merge(request.Key, request.State, by);",
            Broken = "        if (request.Cause == ReplicationCause.ReadRepair)\n        {\n"
                + "            node.Data.Forget(request.Key); // the reader knows better\n        }\n\n"
                + "        var sequence = node.Data.Merge(request.Key, request.State, by);",
            SeedsMax = 200,
            CaughtAs = ["promise 1", "promise 3", "promise 5", "promise 6", "quorum"],
        },
        new()
        {
            Name = "merkle_tree_misses_handoff",
            File = "src/Replica/ReplicaData.cs",
            Healthy = "Put(key, state, new StoredObject(merged, epoch, epoch == 0 ? 0 : held!.LastCounter));",
            Broken = "var merging = new StoredObject(merged, epoch, epoch == 0 ? 0 : held!.LastCounter);\n"
                + "            _lastSequence = _store.Apply(new ObjectRecord(key, merging)); // no tree is told",
            SeedsMax = 100,
            CaughtAs = ["promise 2"],
        },
        new()
        {
            Name = "hint_for_the_wrong_node",
            File = "src/Replica/Operations/WriteOperation.cs",
            Healthy = "_toPrimary ??= RequestFor(default) : RequestFor(primary));",
            Broken = "_toPrimary ??= RequestFor(default) : RequestFor(Preference.Primaries[0]));",
            SeedsMax = 200,
            CaughtAs = ["promise 1"],
        },
        new()
        {
            Name = "tombstone_reaped_early",
            File = "src/Replica/ReplicaData.cs",
            Healthy = "            Tombstones.Add(key);\n",
            Broken = "            Tombstones.Add(key);\n            if (_options.ReapIntervalMs > 0)\n            {\n"
                + "                Forget(key); // deleted is deleted\n            }\n",
            SeedsMax = 200,
            CaughtAs = ["promise 3", "promise 5"],
        },
    ];
}
