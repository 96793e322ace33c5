using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Tests.Disks;
using DynamoLab.Storage.Tests.Model;

namespace DynamoLab.Storage.Tests;

public sealed class LogStoreCompactionTests
{
    private static readonly LogStoreOptions Options = new() { Durability = Durability.Sync, SegmentBytes = 1_000 };

    [Fact]
    public void Compact_MostlyDeadSegments_FreesThemAndKeepsWhatLives()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, Options);
        Overwrite(store, rounds: 30);
        var before = StoreView.Of(store);
        var used = disk.UsedBytes;

        CompactAll(store, bytesMax: 64);

        Assert.True(store.Counters.SegmentsCompacted > 5);
        Assert.True(disk.UsedBytes < used / 3, $"{disk.UsedBytes} bytes of {used} are left");
        Assert.Equal(before, StoreView.Of(store));
        Assert.Equal(before, StoreView.Of(LogStore.Open(disk, Options)));
        Assert.False(store.Compact(1_000));
    }

    [Fact]
    public void Compact_PowerFailsAtEveryCall_LosesNothing()
    {
        var prepared = new MemoryDisk();
        var store = LogStore.Open(prepared, Options);
        Overwrite(store, rounds: 8);
        store.Apply(Samples.Removal(2));
        store.Apply(new HintRecord(Samples.Hint(1, 1)));
        store.Apply(new IncarnationRecord(99));
        Overwrite(store, rounds: 3, firstKey: 5);
        var expected = StoreView.Of(store);

        var calls = Run(prepared.Copy(), expected, failsAt: int.MaxValue, failsBefore: false);
        Assert.InRange(calls, 10, 1_000);
        for (var i = 1; i <= calls; i++)
        {
            Run(prepared.Copy(), expected, i, failsBefore: true);
            Run(prepared.Copy(), expected, i, failsBefore: false);
        }
    }

    [Fact]
    public void Compact_RemovalOfAKeyInAnOlderSegment_OutlivesItsSegment()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, Options);

        // The first segment keeps a record of key 0 and stays, because most of it lives.
        store.Apply(Samples.Put(0, 1));
        Fill(store, firstKey: 100, count: 12);
        store.Apply(Samples.Removal(0));
        Overwrite(store, rounds: 12, firstKey: 1);
        CompactAll(store);
        Assert.Contains("0000000001.log", disk.List());
        Assert.DoesNotContain("0000000002.log", disk.List());

        var next = LogStore.Open(disk, Options);

        Assert.Null(next.TryRead(Samples.Key(0)));
        Assert.NotNull(next.TryRead(Samples.Key(1)));
    }

    [Fact]
    public void Compact_RemovalsThatOutweighTheOldestSegment_GoWithIt()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, Options);
        Fill(store, firstKey: 0, count: 12);
        for (var i = 0; i < 200; i++)
        {
            store.Apply(Samples.Put(1_000 + i, 1));
            store.Apply(Samples.Removal(1_000 + i));
            Sync(store);
        }

        var before = StoreView.Of(store);
        CompactAll(store);

        Assert.True(store.Counters.Segments <= 3, $"{store.Counters.Segments} segments are left");
        Assert.Equal(before, StoreView.Of(LogStore.Open(disk, Options)));
    }

    [Fact]
    public void Compact_RecordDamagedInTheSegment_IsNotCopiedAndNotForgotten()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, Options);
        store.Apply(Samples.Put(0, 1));
        store.Apply(new HintRecord(Samples.Hint(1, 1)));
        Overwrite(store, rounds: 12, firstKey: 1);
        disk.Corrupt("0000000001.log", 60);
        disk.Corrupt("0000000001.log", 130);

        CompactAll(store);

        Assert.DoesNotContain("0000000001.log", disk.List());
        Assert.Contains("0000000001.quarantined", disk.List());
        Assert.Null(store.TryRead(Samples.Key(0)));
        Assert.False(store.HoldsAll);
        Assert.Equal(Samples.Key(0), Assert.Single(store.TakeDamaged()).Key);
        Assert.Equal([Samples.Hint(1, 1)], store.Hints());
        Assert.Equal([Samples.Hint(1, 1)], LogStore.Open(disk, Options).Hints());
    }

    [Fact]
    public void Compact_SyncOutstanding_WaitsForItBeforeAnythingIsDeleted()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, Options);
        store.Apply(Samples.Put(99, 1));
        Overwrite(store, rounds: 12);
        while (store.Compact(10_000))
        {
            store.Write();
        }

        Assert.Contains("0000000001.log", disk.List());
        Sync(store);
        Assert.True(store.Compact(10_000));
        Assert.DoesNotContain("0000000001.log", disk.List());
    }

    /// <summary>
    /// Compacts until the power fails, then checks what is left; returns the calls that changed the disk.
    /// </summary>
    private static int Run(
        MemoryDisk disk, SortedDictionary<string, string> expected, int failsAt, bool failsBefore)
    {
        var faulty = new FaultyDisk(disk, failsAt, failsBefore);
        try
        {
            CompactAll(LogStore.Open(faulty, Options), bytesMax: 300);
        }
        catch (PowerFailure)
        {
            disk.Crash(new DeterministicRandom((ulong)failsAt));
        }

        var store = LogStore.Open(disk, Options);
        Assert.Equal(expected, StoreView.Of(store));
        Assert.Equal(99UL, store.Recovery.Incarnation);
        CompactAll(store);
        var next = LogStore.Open(disk, Options);
        Assert.Equal(expected, StoreView.Of(next));
        Assert.Equal(0, next.Recovery.RecordsQuarantined);
        return faulty.Changes;
    }

    private static void Fill(LogStore store, int firstKey, int count)
    {
        for (var i = 0; i < count; i++)
        {
            store.Apply(Samples.Put(firstKey + i, i));
        }

        Sync(store);
    }

    private static void Overwrite(LogStore store, int rounds, int firstKey = 0)
    {
        for (var i = 0; i < rounds; i++)
        {
            Fill(store, firstKey, 5);
        }
    }

    private static void Sync(LogStore store)
    {
        store.Write();
        if (store.BeginSync() is { } ticket)
        {
            ticket.Run();
            store.EndSync(ticket, null);
        }
    }

    private static void CompactAll(LogStore store, int bytesMax = 10_000)
    {
        // A step that found nothing to do may have waited for the sync.
        for (var idle = 0; idle < 2;)
        {
            idle = store.Compact(bytesMax) ? 0 : idle + 1;
            Sync(store);
        }
    }
}
