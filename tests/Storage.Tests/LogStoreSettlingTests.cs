using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Tests.Disks;
using DynamoLab.Storage.Tests.Model;

namespace DynamoLab.Storage.Tests;

/// <summary>What a process did not live to sync is not trusted where it lies.</summary>
public sealed class LogStoreSettlingTests
{
    private const int Records = 30;

    [Theory]
    [InlineData(Durability.Buffered, 64 * 1024)]
    [InlineData(Durability.Buffered, 300)]
    [InlineData(Durability.Sync, 64 * 1024)]
    [InlineData(Durability.Sync, 300)]
    public void Open_KilledBeforeItHeardOfAFailedSync_SurvivesPowerFailureFromThenOn(Durability durability, int segment)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var options = new LogStoreOptions { Durability = durability, SegmentBytes = segment };
            var disk = KilledInAFailedSync(options, out var written);

            var next = LogStore.Open(disk, options);
            Assert.True(next.IsWritable);
            Assert.Equal(written, StoreView.Of(next));
            next.Apply(Samples.Put(99, 99));
            disk.Crash(new DeterministicRandom(seed));

            var last = LogStore.Open(disk, options);
            Assert.Equal(written, StoreView.Of(last));
            Assert.Equal(0, last.Recovery.RecordsQuarantined);
        }
    }

    [Fact]
    public void Open_PowerFailsAtEveryCall_LosesNothingThatWasSynced()
    {
        var options = new LogStoreOptions { Durability = Durability.Sync, SegmentBytes = 300 };
        var calls = int.MaxValue;
        for (var failsAt = 1; failsAt <= calls; failsAt++)
        {
            foreach (var failsBefore in new[] { true, false })
            {
                // What was written behind the failed sync may be lost, but not what was synced before.
                var disk = KilledInAFailedSync(options, out _);
                var faulty = new FaultyDisk(disk, failsAt, failsBefore);
                try
                {
                    LogStore.Open(faulty, options);
                    calls = faulty.Changes;
                }
                catch (PowerFailure)
                {
                    disk.Crash(new DeterministicRandom((ulong)failsAt));
                }

                var next = LogStore.Open(disk, options);
                var held = StoreView.Of(next);
                Assert.All(Enumerable.Range(0, Records), i => Assert.Contains($"key key{i}", held.Keys));
                disk.Crash(new DeterministicRandom((ulong)failsAt));
                Assert.Equal(held, StoreView.Of(LogStore.Open(disk, options)));
            }
        }

        Assert.InRange(calls, 10, 1_000);
    }

    [Theory]
    [InlineData(Durability.Buffered)]
    [InlineData(Durability.Sync)]
    public void Open_DiskRefuses_CanBeReadAndWritesOnlyOnceAllIsSynced(Durability durability)
    {
        var options = new LogStoreOptions { Durability = durability, SegmentBytes = 300 };
        foreach (var isFull in new[] { true, false })
        {
            var disk = KilledInAFailedSync(options, out var written);
            (disk.FailSync, disk.CapacityBytes) = (!isFull, isFull ? disk.UsedBytes + 100 : long.MaxValue);

            var next = LogStore.Open(disk, options);
            Assert.Equal((false, false), (next.IsWritable, next.Close()));
            Assert.Equal(written, StoreView.Of(next));
            next.TryResume();
            Assert.False(next.IsWritable);
            Assert.Equal(written, StoreView.Of(LogStore.Open(disk.Copy(), options)));

            (disk.FailSync, disk.CapacityBytes) = (false, long.MaxValue);
            next.TryResume();
            Assert.True(next.IsWritable);
            disk.Crash(_ => 0);
            Assert.Equal(written, StoreView.Of(LogStore.Open(disk, options)));
        }
    }

    [Fact]
    public void Open_NoHintFiles_MovesOnlySegmentsNotKnownToBeSynced()
    {
        var disk = new MemoryDisk();
        var options = new LogStoreOptions { Durability = Durability.Sync, SegmentBytes = 300 };
        var store = LogStore.Open(disk, options);
        for (var i = 0; i < 100; i++)
        {
            store.Apply(Samples.Put(i, i));
            store.WriteAndSync();
        }

        Assert.True(store.Counters.Segments > 10);
        foreach (var hint in disk.List().Where(name => name.EndsWith(".hint", StringComparison.Ordinal)))
        {
            disk.Delete(hint);
        }

        var before = StoreView.Of(store);
        var next = LogStore.Open(disk, options);

        Assert.Equal(store.Counters.Segments, next.Recovery.SegmentsRead);
        Assert.InRange(next.Counters.SegmentsCompacted, 1, 2);
        Assert.Equal(before, StoreView.Of(next));
    }

    [Fact]
    public void Open_NothingLivesInTheNewestSegment_DoesNotGiveItsNumberOutAgain()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, new LogStoreOptions());
        store.Apply(Samples.Put(1, 1));
        store.Apply(Samples.Removal(1));
        store.Write();

        LogStore.Open(disk, new LogStoreOptions());

        Assert.Equal(["0000000002.log"], disk.List());
    }

    /// <summary>
    /// Below sync as well, what was synced once stays, though newer records of the same keys did not get to the disk.
    /// </summary>
    [Fact]
    public void Compact_AfterTwoFailedSyncsBelowSync_KeepsWhatWasSyncedBefore()
    {
        var options = new LogStoreOptions { SegmentBytes = 300 };
        for (var seed = 0UL; seed < 50; seed++)
        {
            var disk = new MemoryDisk();
            var store = LogStore.Open(disk, options);
            PutAll(store, version: 0);
            while (store.BeginSync() is { } ticket)
            {
                ticket.Run();
                store.EndSync(ticket, null);
            }

            foreach (var version in new[] { 1, 2 })
            {
                PutAll(store, version);
                disk.FailSync = true;
                store.WriteAndSync();
                disk.FailSync = false;
                store.TryResume();
            }

            for (var i = 0UL; i < seed; i++)
            {
                store.Compact(200);
                store.WriteAndSync();
            }

            disk.Crash(new DeterministicRandom(seed));
            var held = StoreView.Of(LogStore.Open(disk, options));
            Assert.All(Enumerable.Range(0, 5), i => Assert.Contains($"key key{i}", held.Keys));
        }
    }

    /// <summary>
    /// The first records were synced; newer ones of half of the keys, and some more keys, are where a sync failed.
    /// </summary>
    private static MemoryDisk KilledInAFailedSync(
        LogStoreOptions options, out SortedDictionary<string, string> written)
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, options);
        for (var i = 0; i < Records; i++)
        {
            store.Apply(Samples.Put(i, i));
        }

        store.WriteAndSync();
        for (var i = 0; i < Records / 2; i++)
        {
            store.Apply(Samples.Put(2 * i, 50 + i));
            store.Apply(Samples.Put(100 + i, i));
            store.Apply(new HintRecord(Samples.Hint(i, i)));
            store.Write();
        }

        written = StoreView.Of(store);
        disk.FailSync = true;
        if (store.BeginSync() is { } ticket)
        {
            Assert.Throws<DiskException>(ticket.Run);
        }

        disk.FailSync = false;
        return disk;
    }

    private static void PutAll(LogStore store, int version)
    {
        for (var i = 0; i < 5; i++)
        {
            store.Apply(Samples.Put(i, (10 * version) + i));
            store.Write();
        }
    }
}
