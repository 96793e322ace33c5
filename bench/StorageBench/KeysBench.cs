using System.Diagnostics;
using DynamoLab.Core.Ring;
using DynamoLab.Repair;
using DynamoLab.Storage;

namespace DynamoLab.StorageBench;

/// <summary>
/// What a store of many keys costs: filling it, memory per key, and a start, which is opening the log and building the
/// Merkle forest, from hint files, after a kill and without hint files; then compaction with nothing else to do.
/// </summary>
internal static class KeysBench
{
    public static void Run(string folder, int keys, int valueBytes)
    {
        Console.WriteLine($"keys={keys} value_bytes={valueBytes} cpus={Environment.ProcessorCount} folder={folder}");
        Fill(folder, keys, valueBytes);
        Open(folder, "from hint files");
        Kill(folder, valueBytes);
        Open(folder, "after a kill");
        foreach (var hint in Directory.EnumerateFiles(folder, "*.hint").ToList())
        {
            File.Delete(hint);
        }

        Open(folder, "from all records");
        Compact(folder, keys, valueBytes);
    }

    private static void Fill(string folder, int keys, int valueBytes)
    {
        using var disk = new FileDisk(folder);
        var watch = Stopwatch.StartNew();
        var store = LogStore.Open(disk, new LogStoreOptions());
        for (var i = 0; i < keys; i++)
        {
            store.Apply(Samples.Record(i, version: 1, valueBytes));
            if (i % 256 == 255)
            {
                Samples.WriteAndSync(store);
            }
        }

        Console.WriteLine($"fill: {keys / watch.Elapsed.TotalSeconds:n0} records/s");
        watch.Restart();
        if (!store.Close())
        {
            throw new InvalidOperationException(store.FailureReason);
        }

        Console.WriteLine($"close: {watch.Elapsed.TotalSeconds:n2} s");
    }

    /// <summary>A process that writes a little and does not stop cleanly.</summary>
    private static void Kill(string folder, int valueBytes)
    {
        using var disk = new FileDisk(folder);
        var store = LogStore.Open(disk, new LogStoreOptions());
        store.Apply(Samples.Record(0, version: 1, valueBytes));
        store.Write();
    }

    private static void Open(string folder, string how)
    {
        var before = LiveBytes();
        using var disk = new FileDisk(folder);
        var watch = Stopwatch.StartNew();
        var store = LogStore.Open(disk, new LogStoreOptions());
        var opened = watch.Elapsed;
        var withStore = LiveBytes();
        watch.Restart();
        var forest = MerkleForest.Build(HashRing.Of([Samples.Self], new RingOptions()), Samples.Self, store);
        var built = watch.Elapsed;
        var withForest = LiveBytes();
        Console.WriteLine(
            $"start {how}: log {opened.TotalSeconds:n2} s, with the forest {(opened + built).TotalSeconds:n2} s "
            + $"({store.Recovery.SegmentsFromHints} segments from hints, {store.Recovery.SegmentsRead} read, "
            + $"{store.Counters.SegmentsCompacted} moved, proof {store.Recovery.HasProof})");
        var perKey = (withStore - before) / (double)store.KeyCount;
        Console.WriteLine(
            $"memory: {perKey:n1} bytes per key beyond the value, {(withStore - before) / 1e6:n0} MB for "
            + $"{store.KeyCount:n0} keys; the forest {(withForest - withStore) / 1e6:n1} MB for "
            + $"{forest.Partitions.Count} trees, first root {forest.TreeOf(forest.Partitions[0]).Root:x}");
        GC.KeepAlive(store);
    }

    /// <summary>Half of the keys once more, then compaction to the end.</summary>
    private static void Compact(string folder, int keys, int valueBytes)
    {
        using var disk = new FileDisk(folder);
        var store = LogStore.Open(disk, new LogStoreOptions { CompactionDeadRatio = 0.4 });
        for (var i = 0; i < keys; i += 2)
        {
            store.Apply(Samples.Record(i, version: 2, valueBytes));
            if (i % 256 == 254)
            {
                Samples.WriteAndSync(store);
            }
        }

        Samples.WriteAndSync(store);
        var before = store.Counters;
        var watch = Stopwatch.StartNew();
        for (var idle = 0; idle < 2;)
        {
            idle = store.Compact(256 * 1024) ? 0 : idle + 1;
            Samples.WriteAndSync(store);
        }

        var after = store.Counters;
        Console.WriteLine(
            $"compaction: {before.DeadBytes / 1e6:n0} MB dead to {after.DeadBytes / 1e6:n0} MB, "
            + $"{after.SegmentsCompacted} segments, {after.BytesCompacted / 1e6:n0} MB copied, "
            + $"{watch.Elapsed.TotalSeconds:n2} s; {store.KeyCount:n0} keys");
    }

    private static long LiveBytes()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
