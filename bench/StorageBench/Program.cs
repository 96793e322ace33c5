using System.Diagnostics;
using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;
using DynamoLab.Repair;
using DynamoLab.Storage;

namespace DynamoLab.StorageBench;

/// <summary>
/// Measures on a real directory what a store of many keys costs: filling it, memory per key, and a start, which is
/// opening the log and building the Merkle forest, from hint files and without them. Arguments: keys (default
/// 5,000,000), bytes per value (default 100), folder (default: a new one below the temporary folder, deleted at the
/// end).
/// </summary>
internal static class Program
{
    private static readonly NodeId Self = new("n1");

    public static int Main(string[] args)
    {
        var keys = args.Length > 0 ? int.Parse(args[0]) : 5_000_000;
        var valueBytes = args.Length > 1 ? int.Parse(args[1]) : 100;
        var folder = args.Length > 2
            ? args[2]
            : Path.Combine(Path.GetTempPath(), $"storage-bench-{Environment.ProcessId}");
        Console.WriteLine($"keys={keys} value_bytes={valueBytes} cpus={Environment.ProcessorCount} folder={folder}");
        Directory.CreateDirectory(folder);
        try
        {
            Fill(folder, keys, valueBytes);
            Open(folder, "from hint files");
            foreach (var hint in Directory.EnumerateFiles(folder, "*.hint").ToList())
            {
                File.Delete(hint);
            }

            Open(folder, "from all records");
            Compact(folder, keys, valueBytes);
        }
        finally
        {
            if (args.Length <= 2)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    private static void Fill(string folder, int keys, int valueBytes)
    {
        using var disk = new FileDisk(folder);
        var watch = Stopwatch.StartNew();
        var store = LogStore.Open(disk, new LogStoreOptions());
        for (var i = 0; i < keys; i++)
        {
            store.Apply(Record(i, version: 1, valueBytes));
            if (i % 256 == 255)
            {
                WriteAndSync(store);
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

    private static void Open(string folder, string how)
    {
        var before = LiveBytes();
        using var disk = new FileDisk(folder);
        var watch = Stopwatch.StartNew();
        var store = LogStore.Open(disk, new LogStoreOptions());
        var opened = watch.Elapsed;
        var ring = HashRing.Of([Self], new RingOptions());
        var forest = MerkleForest.Build(ring, Self, store);
        var total = watch.Elapsed;
        var withForest = LiveBytes();
        var root = forest.TreeOf(forest.Partitions[0]).Root;
        var roots = forest.Partitions.Count;
        GC.KeepAlive(forest);
        forest = null;
        var after = LiveBytes();
        Console.WriteLine(
            $"start {how}: log {opened.TotalSeconds:n2} s, with the forest {total.TotalSeconds:n2} s "
            + $"({store.Recovery.SegmentsFromHints} segments from hints, {store.Recovery.SegmentsRead} read, "
            + $"proof {store.Recovery.HasProof}, {roots} trees, first root {root:x})");
        var perKey = (after - before) / (double)store.KeyCount;
        Console.WriteLine(
            $"memory: {perKey:n1} bytes per key beyond the value, {(after - before) / 1e6:n0} MB for "
            + $"{store.KeyCount:n0} keys; the forest {(withForest - after) / 1e6:n0} MB");
        GC.KeepAlive(store);
    }

    /// <summary>Half of the keys once more, then compaction to the end.</summary>
    private static void Compact(string folder, int keys, int valueBytes)
    {
        using var disk = new FileDisk(folder);
        var store = LogStore.Open(disk, new LogStoreOptions { CompactionDeadRatio = 0.4 });
        for (var i = 0; i < keys; i += 2)
        {
            store.Apply(Record(i, version: 2, valueBytes));
            if (i % 256 == 254)
            {
                WriteAndSync(store);
            }
        }

        WriteAndSync(store);
        var before = store.Counters;
        var watch = Stopwatch.StartNew();
        for (var idle = 0; idle < 2;)
        {
            idle = store.Compact(256 * 1024) ? 0 : idle + 1;
            WriteAndSync(store);
        }

        var after = store.Counters;
        Console.WriteLine(
            $"compaction: {before.DeadBytes / 1e6:n0} MB dead to {after.DeadBytes / 1e6:n0} MB, "
            + $"{after.SegmentsCompacted} segments, {after.BytesCompacted / 1e6:n0} MB copied, "
            + $"{watch.Elapsed.TotalSeconds:n2} s; {store.KeyCount:n0} keys");
    }

    private static void WriteAndSync(LogStore store)
    {
        store.Write();
        if (store.BeginSync() is { } ticket)
        {
            ticket.Run();
            store.EndSync(ticket, null);
        }
    }

    /// <summary>Keys of 16 bytes.</summary>
    private static ObjectRecord Record(int number, ulong version, int valueBytes)
    {
        var dot = new Dot(new Actor(Self, 1), version);
        var value = new byte[valueBytes];
        BitConverter.TryWriteBytes(value, number);
        var sibling = new Sibling(dot, value, 1_700_000_000_000_000 + number, VersionVector.Empty);
        var state = ObjectState.Of(CausalContext.Empty.With(dot), sibling);
        return new ObjectRecord(new Key($"key-{number:d12}"), new StoredObject(state, 1, version));
    }

    private static long LiveBytes()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
