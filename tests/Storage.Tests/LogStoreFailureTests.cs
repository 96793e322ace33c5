using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Tests.Model;

namespace DynamoLab.Storage.Tests;

public sealed class LogStoreFailureTests
{
    [Theory]
    [InlineData(Durability.Buffered)]
    [InlineData(Durability.Sync)]
    public void Store_DiskFullAnywhere_KeepsReadingAndResumesWithNothingLost(Durability durability)
    {
        var options = new LogStoreOptions { Durability = durability, SegmentBytes = 400 };
        var used = Run(options, capacity: long.MaxValue).Disk.UsedBytes;
        for (var capacity = 0L; capacity < used; capacity += 3)
        {
            var (disk, store, applied) = Run(options, capacity);
            if (store.IsWritable)
            {
                // Only a hint file found no room, or compaction made some.
                continue;
            }

            Assert.NotEqual("", store.FailureReason);
            Assert.Null(store.BeginSync());
            Assert.False(store.Compact(1_000));
            Assert.Equal(applied, StoreView.Of(store));
            store.TryResume();
            Assert.False(store.IsWritable);
            AssertKill(disk.Copy(), options, applied, store.WrittenSequence);

            disk.CapacityBytes = long.MaxValue;
            store.TryResume();
            Assert.True(store.IsWritable);
            store.WriteAndSync();
            disk.Crash(new DeterministicRandom((ulong)capacity));
            var next = LogStore.Open(disk, options);
            if (durability == Durability.Sync)
            {
                Assert.Equal(0, next.Recovery.RecordsQuarantined);
                Assert.Equal(applied, StoreView.Of(next));
            }
        }
    }

    [Fact]
    public void Sync_FailedThenPowerLost_LosesNothingAcknowledged()
    {
        var options = new LogStoreOptions { Durability = Durability.Sync };
        for (var seed = 1UL; seed < 200; seed++)
        {
            var disk = new MemoryDisk();
            var store = LogStore.Open(disk, options);
            store.Apply(Samples.Put(1, 1));
            store.WriteAndSync();
            store.Apply(Samples.Put(1, 2));
            store.Apply(Samples.Put(2, 2));
            disk.FailSync = true;
            store.WriteAndSync();
            Assert.Equal((false, 1L), (store.IsWritable, store.DurableSequence));
            Assert.Equal(Samples.Object(2).State.Hash, store.TryRead(Samples.Key(1))!.State.Hash);
            disk.FailSync = false;

            var early = disk.Copy();
            early.Crash(new DeterministicRandom(seed));
            Assert.NotNull(LogStore.Open(early, options).TryRead(Samples.Key(1)));

            store.TryResume();
            Assert.Equal(1, store.DurableSequence);
            store.WriteAndSync();
            Assert.Equal((true, 3L), (store.IsWritable, store.DurableSequence));
            disk.Crash(new DeterministicRandom(seed));
            var next = LogStore.Open(disk, options);
            Assert.Equal(Samples.Object(2).State.Hash, next.TryRead(Samples.Key(1))!.State.Hash);
            Assert.Equal(Samples.Object(2).State.Hash, next.TryRead(Samples.Key(2))!.State.Hash);
        }
    }

    [Fact]
    public void Sync_FailsForLong_LeavesNoSegmentForEachAttempt()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, new LogStoreOptions { Durability = Durability.Sync });
        store.Apply(Samples.Put(1, 1));
        disk.FailSync = true;
        store.WriteAndSync();
        for (var i = 0; i < 50; i++)
        {
            store.TryResume();
            store.WriteAndSync();
            Assert.False(store.IsWritable);
        }

        Assert.InRange(disk.List().Count, 1, 2);
        disk.FailSync = false;
        store.TryResume();
        store.WriteAndSync();

        Assert.Equal((true, 1L), (store.IsWritable, store.DurableSequence));
        disk.Crash(_ => 0);
        Assert.NotNull(LogStore.Open(disk, new LogStoreOptions()).TryRead(Samples.Key(1)));
    }

    [Fact]
    public void Sync_FailedBelowSync_KeepsWhatWasWrittenAndResumes()
    {
        var disk = new MemoryDisk();
        var options = new LogStoreOptions { Durability = Durability.Buffered, SegmentBytes = 300 };
        var store = LogStore.Open(disk, options);
        for (var i = 0; i < 5; i++)
        {
            store.Apply(Samples.Put(i, i));
            store.Write();
        }

        var before = StoreView.Of(store);
        disk.FailSync = true;
        store.WriteAndSync();
        Assert.False(store.IsWritable);
        Assert.Equal(before, StoreView.Of(LogStore.Open(disk.Copy(), options)));
        disk.FailSync = false;
        store.TryResume();
        while (store.Compact(10_000))
        {
            store.WriteAndSync();
        }

        disk.Crash(_ => 0);
        Assert.Equal(before, StoreView.Of(LogStore.Open(disk, options)));
    }

    [Fact]
    public void DurableSequence_OfEachDurability_IsWhatWasWrittenOrSynced()
    {
        foreach (var durability in new[] { Durability.Buffered, Durability.Sync })
        {
            var store = LogStore.Open(new MemoryDisk(), new LogStoreOptions { Durability = durability });
            store.Apply(Samples.Put(1, 1));
            Assert.Equal((0L, 0L), (store.WrittenSequence, store.DurableSequence));
            store.Write();
            Assert.Equal((1L, durability == Durability.Sync ? 0 : 1), (store.WrittenSequence, store.DurableSequence));
            var ticket = store.BeginSync();
            Assert.Equal(durability == Durability.Sync, ticket is not null);
            Assert.Null(store.BeginSync());
            if (ticket is not null)
            {
                store.Apply(Samples.Put(2, 2));
                store.Write();
                ticket.Run();
                store.EndSync(ticket, null);
                Assert.Equal((2L, 1L), (store.WrittenSequence, store.DurableSequence));
            }
        }
    }

    [Fact]
    public void Close_DiskRefuses_LeavesNoProof()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, new LogStoreOptions());
        store.Apply(Samples.Put(1, 1));
        disk.FailSync = true;

        Assert.False(store.Close());

        Assert.NotEqual("", store.FailureReason);
        disk.FailSync = false;
        Assert.False(LogStore.Open(disk, new LogStoreOptions()).Recovery.HasProof);
    }

    /// <summary>Applies, writes, syncs and compacts until the disk is full or the end is reached.</summary>
    private static (MemoryDisk Disk, LogStore Store, SortedDictionary<string, string> Applied) Run(
        LogStoreOptions options, long capacity)
    {
        var disk = new MemoryDisk { CapacityBytes = capacity };
        var store = LogStore.Open(disk, options);
        for (var i = 0; i < 24 && store.IsWritable; i++)
        {
            store.Apply(Samples.Put(i % 7, i));
            store.Apply(i % 5 == 4 ? Samples.Removal((i + 2) % 7) : new HintRecord(Samples.Hint(i % 2, i % 7)));
            store.WriteAndSync();
            store.Compact(150);
        }

        return (disk, store, StoreView.Of(store));
    }

    /// <summary>What was written is there; of what was not, anything may be.</summary>
    private static void AssertKill(
        MemoryDisk disk, LogStoreOptions options, SortedDictionary<string, string> applied, long written)
    {
        var next = LogStore.Open(disk, options);
        var atRisk = new HashSet<string>(StringComparer.Ordinal);
        var i = (int)written / 2;
        atRisk.Add($"key key{i % 7}");
        atRisk.Add(i % 5 == 4 ? $"key key{(i + 2) % 7}" : $"hint n{i % 2} key{i % 7}");
        Assert.Equal(
            applied.Where(o => !atRisk.Contains(o.Key)), StoreView.Of(next).Where(o => !atRisk.Contains(o.Key)));
    }
}
