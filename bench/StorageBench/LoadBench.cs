using System.Diagnostics;
using DynamoLab.Core;
using DynamoLab.Storage;

namespace DynamoLab.StorageBench;

/// <summary>
/// One thread writes batches as fast as it can, with and without compaction by turns, each time to a new log of which
/// half is dead from the start. As in a node, compaction takes steps of 64 KiB between batches, and another thread
/// syncs.
/// </summary>
internal static class LoadBench
{
    private const int BatchRecords = 256;
    private const int StepBytes = 64 * 1024;

    public static void Run(Action<Action<string>> inFolder, LoadOptions options)
    {
        Console.WriteLine($"{options} cpus={Environment.ProcessorCount}");
        var ratios = new List<double>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var (without, with) = (0.0, 0.0);
            inFolder(folder => without = Measure(folder, options, compacts: false));
            inFolder(folder => with = Measure(folder, options, compacts: true));
            ratios.Add(with / without);
            Console.WriteLine($"round {round}: with compaction {with / without:p1} of the throughput without");
        }

        ratios.Sort();
        Console.WriteLine($"median: {ratios[ratios.Count / 2]:p1}");
    }

    private static double Measure(string folder, LoadOptions options, bool compacts)
    {
        using var disk = new FileDisk(folder);
        var store = LogStore.Open(disk, new LogStoreOptions());
        var random = new DeterministicRandom(1);
        Prepare(store, random, options);
        var before = store.Counters;
        using var syncer = new Syncer(store);
        var (records, nextStep) = (0L, 0.0);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds is var now && now < options.Seconds)
        {
            WriteBatch(store, random, options, version: 3);
            records += BatchRecords;
            if (compacts && now >= nextStep)
            {
                // The steps' times are fixed: after a late one, the next comes earlier.
                nextStep = store.Compact(StepBytes) ? nextStep + (StepBytes / (options.MbPerS * 1e6)) : now;
            }

            syncer.Poll();
        }

        var perSecond = records / watch.Elapsed.TotalSeconds;
        syncer.Finish();
        var after = store.Counters;
        Console.WriteLine(
            $"  {(compacts ? "with   " : "without")} {perSecond:n0} records/s; "
            + $"{after.SegmentsCompacted - before.SegmentsCompacted} segments compacted, "
            + $"{(after.BytesCompacted - before.BytesCompacted) / 1e6:n0} MB copied, "
            + $"{before.DeadBytes / 1e6:n0} MB dead became {after.DeadBytes / 1e6:n0} MB");
        return perSecond;
    }

    /// <summary>Every key once, then as many writes to any of them as make half of the log dead.</summary>
    private static void Prepare(LogStore store, DeterministicRandom random, LoadOptions options)
    {
        for (var i = 0; i < options.Keys; i++)
        {
            store.Apply(Samples.Record(i, version: 1, options.ValueBytes));
            if (i % BatchRecords == 0)
            {
                Samples.WriteAndSync(store);
            }
        }

        for (var i = 0; i < options.Keys; i += BatchRecords)
        {
            WriteBatch(store, random, options, version: 2);
            Samples.WriteAndSync(store);
        }
    }

    private static void WriteBatch(LogStore store, DeterministicRandom random, LoadOptions options, ulong version)
    {
        for (var i = 0; i < BatchRecords; i++)
        {
            store.Apply(Samples.Record(random.Next(options.Keys), version, options.ValueBytes));
        }

        store.Write();
    }
}
