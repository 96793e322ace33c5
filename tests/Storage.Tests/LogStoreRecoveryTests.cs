using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;
using DynamoLab.Storage.Tests.Disks;
using DynamoLab.Storage.Tests.Model;

namespace DynamoLab.Storage.Tests;

public sealed class LogStoreRecoveryTests
{
    private static readonly LogStoreOptions Options = new() { Durability = Durability.Sync, SegmentBytes = 900 };

    private static readonly LogStoreOptions OneSegment = new() { Durability = Durability.Sync };

    [Fact]
    public void Open_LogCutAtEveryByte_HoldsTheWholeRecordsBefore()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, OneSegment);
        var states = new List<(long Length, SortedDictionary<string, string> View)> { (0, []) };
        StoreRecord[] records =
        [
            Samples.Put(1, 1), Samples.Put(2, 2), new HintRecord(Samples.Hint(1, 1)), Samples.Put(1, 3),
            Samples.Removal(2), new IncarnationRecord(5), new HintRemovalRecord(Samples.Hint(1, 1)), Samples.Put(2, 10),
        ];
        foreach (var record in records)
        {
            store.Apply(record);
            store.Write();
            states.Add((disk.Length(FileNames.Log(1)), StoreView.Of(store)));
        }

        for (var length = 0; length <= states[^1].Length; length++)
        {
            var cut = disk.Copy();
            cut.Truncate(FileNames.Log(1), length);
            var (whole, view) = states.Last(state => state.Length <= length);
            AssertCut(cut, view,
                bytesCut: length - (length < FileHeader.Length ? 0 : Math.Max(whole, FileHeader.Length)));
        }
    }

    [Fact]
    public void Open_TailOfZerosOrRubbish_IsCut()
    {
        foreach (var rubbish in new byte[] { 0, 1, 0xFF })
        {
            var disk = WithHistory(OneSegment, out var expected, isClean: false);
            disk.Append(FileNames.Log(1), [.. Enumerable.Repeat(rubbish, 500)]);

            AssertCut(disk, expected, bytesCut: 500);
        }
    }

    [Fact]
    public void Open_AnyByteOfAnyFileDamaged_ServesNothingWrongAndReportsWhatIsMissing()
    {
        foreach (var isClean in new[] { true, false })
        {
            // Without hint files in the way, most of it is the same records once more: some of the bytes will do.
            var disk = WithHistory(Options, out var expected, isClean);
            var ever = Written();
            var random = new DeterministicRandom(11);
            foreach (var name in disk.List())
            {
                for (var at = 0; at < disk.Length(name); at += isClean ? 1 : 5)
                {
                    var damaged = disk.Copy();
                    damaged.Corrupt(name, at, random.Next(2) == 0 ? (byte)(1 << random.Next(8)) : (byte)0xFF);
                    AssertNothingWrong(damaged, expected, ever);
                }
            }
        }
    }

    [Fact]
    public void Open_ManyBytesDamaged_ServesNothingWrongAndReportsWhatIsMissing()
    {
        var disk = WithHistory(Options, out var expected, isClean: false);
        var ever = Written();
        for (var seed = 0UL; seed < 200; seed++)
        {
            var random = new DeterministicRandom(seed);
            var damaged = disk.Copy();
            for (var i = random.Next(30); i >= 0; i--)
            {
                var name = damaged.List()[random.Next(damaged.List().Count)];
                damaged.Corrupt(name, random.Next((int)damaged.Length(name)), (byte)(1 + random.Next(255)));
            }

            AssertNothingWrong(damaged, expected, ever);
        }
    }

    [Fact]
    public void Open_HintFilesMissingCutOrOfAnotherSegment_ReadsTheSegments()
    {
        var disk = WithHistory(Options, out var expected, isClean: true);
        var hints = disk.List().Where(name => name.EndsWith(".hint", StringComparison.Ordinal)).ToList();
        Assert.True(hints.Count > 3);
        foreach (var hint in hints)
        {
            var (missing, cut, swapped) = (disk.Copy(), disk.Copy(), disk.Copy());
            missing.Delete(hint);
            cut.Truncate(hint, cut.Length(hint) - 1);
            swapped.Rename(hint == hints[0] ? hints[1] : hints[0], hint);
            foreach (var damaged in new[] { missing, cut })
            {
                var store = LogStore.Open(damaged, Options);
                Assert.Equal((1, hints.Count - 1), (store.Recovery.SegmentsRead, store.Recovery.SegmentsFromHints));
                Assert.True(store.Recovery.HasProof);
                Assert.Equal(expected, StoreView.Of(store));
            }

            Assert.Equal(expected, StoreView.Of(LogStore.Open(swapped, Options)));
        }
    }

    [Fact]
    public void Open_HintFilesOfAllSegments_KnowsEveryHashAndReadsNoState()
    {
        var disk = WithHistory(Options, out var expected, isClean: true);
        var counted = new FaultyDisk(disk, failsAt: int.MaxValue, failsBefore: false);

        var store = LogStore.Open(counted, Options);

        Assert.Equal(expected.Count - store.Hints().Count(), store.ScanHashes(TokenRange.Whole).Count());
        Assert.Equal(FileHeader.Length, counted.LogBytesRead);
        StoreView.AssertConsistent(store);
        Assert.True(counted.LogBytesRead > FileHeader.Length);
    }

    [Fact]
    public void Open_BodyOfARecordDamaged_QuarantinesItAndNamesTheKey()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, OneSegment);
        store.Apply(Samples.Put(1, 1));
        store.Apply(Samples.Put(2, 2));
        store.Write();
        var second = (int)disk.Length(FileNames.Log(1));
        store.Apply(Samples.Put(1, 4));
        store.Write();
        var third = (int)disk.Length(FileNames.Log(1));
        store.Apply(Samples.Put(3, 3));
        store.Write();
        disk.Corrupt(FileNames.Log(1), third - 1);

        var next = LogStore.Open(disk, OneSegment);

        Assert.Equal((1, (long)(third - second)), (next.Recovery.RecordsQuarantined, next.Recovery.BytesQuarantined));
        Assert.Equal([Samples.Key(1)], next.Recovery.Lost);
        Assert.Equal((false, false, 0L), (next.HoldsAll, next.Recovery.HasProof, next.Recovery.BytesCut));
        Assert.Equal(third - second, disk.Length(FileNames.Quarantined(1)));
        Assert.Equal(Samples.Object(1).State.Hash, next.TryRead(Samples.Key(1))!.State.Hash);
        Assert.NotNull(next.TryRead(Samples.Key(3)));
        Assert.Equal(1, next.Counters.RecordsQuarantined);
    }

    [Fact]
    public void Open_LogOfAnotherVersion_IsRefused()
    {
        var disk = WithHistory(OneSegment, out _, isClean: false);
        var bytes = new byte[disk.Length(FileNames.Log(1))];
        disk.Read(FileNames.Log(1), 0, bytes);
        bytes[4] = FileHeader.Version + 1;
        BitConverter.TryWriteBytes(bytes.AsSpan(12), Crc32C.Of(bytes.AsSpan(0, 12)));
        disk.Delete(FileNames.Log(1));
        disk.Append(FileNames.Log(1), bytes);

        var refusal = Assert.Throws<InvalidDataException>(() => LogStore.Open(disk, OneSegment));

        Assert.Contains("version 2", refusal.Message);
    }

    /// <summary>A value may be anything, also what looks like a record.</summary>
    [Fact]
    public void Open_DamageBeforeAValueThatHoldsARecord_DoesNotTakeTheValueForOne()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, OneSegment);
        store.Apply(Samples.Put(1, 1));
        store.Write();
        var log = new byte[disk.Length(FileNames.Log(1))];
        disk.Read(FileNames.Log(1), 0, log);
        store.Apply(Samples.Removal(1));
        store.Apply(new ObjectRecord(Samples.Key(2), Samples.Object(5, log)));
        store.Apply(Samples.Put(3, 3));
        store.Write();
        disk.Corrupt(FileNames.Log(1), log.Length + RecordHeader.Length + 4 + 8);

        var next = LogStore.Open(disk, OneSegment);

        Assert.Equal(1, next.Recovery.RecordsQuarantined);
        Assert.Null(next.TryRead(Samples.Key(1)));
        Assert.Null(next.TryRead(Samples.Key(2)));
        Assert.NotNull(next.TryRead(Samples.Key(3)));
    }

    [Fact]
    public void TryRead_RecordDamagedBehindAHintFile_IsGoneReportedOnceAndStaysGone()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, OneSegment);
        store.Apply(Samples.Put(1, 1));
        store.Apply(Samples.Put(1, 2));
        Assert.True(store.Close());
        disk.Corrupt(FileNames.Log(1), (int)disk.Length(FileNames.Log(1)) - 1);

        var next = LogStore.Open(disk, OneSegment);
        Assert.True(next.HoldsAll);
        Assert.Null(next.TryRead(Samples.Key(1)));
        Assert.Null(next.TryRead(Samples.Key(1)));
        Assert.Equal((false, 0), (next.HoldsAll, next.KeyCount));
        var hash = Samples.Object(2).State.Hash;
        Assert.Equal([new StoredKey(Samples.Key(1), hash, IsTombstone: false)], next.TakeDamaged());
        Assert.Empty(next.TakeDamaged());
        next.Write();

        Assert.True(disk.Length(FileNames.Quarantined(1)) > 0);
        Assert.Null(LogStore.Open(disk, OneSegment).TryRead(Samples.Key(1)));
    }

    [Fact]
    public void Open_SegmentMissingAfterACleanStop_HasNoProof()
    {
        var disk = WithHistory(Options, out _, isClean: true);
        Assert.True(LogStore.Open(disk.Copy(), Options).Recovery.HasProof);
        disk.Delete(FileNames.Log(2));

        Assert.False(LogStore.Open(disk, Options).Recovery.HasProof);
    }

    [Fact]
    public void Open_AnyRecordDamagedAfterACleanStop_HasNoProofAndDoesNotHoldAll()
    {
        var disk = WithHistory(OneSegment, out _, isClean: true);
        disk.Delete(FileNames.Hint(1));
        Assert.True(LogStore.Open(disk.Copy(), OneSegment).Recovery is { HasProof: true, HoldsAll: true });
        for (var at = FileHeader.Length; at < disk.Length(FileNames.Log(1)); at += 3)
        {
            var damaged = disk.Copy();
            damaged.Corrupt(FileNames.Log(1), at);

            var next = LogStore.Open(damaged, OneSegment);

            Assert.Equal((false, false), (next.Recovery.HasProof, next.Recovery.HoldsAll));
            Assert.False(next.HoldsAll);
        }
    }

    /// <summary>Some segments with objects, removals, hints, members and an incarnation.</summary>
    private static MemoryDisk WithHistory(
        LogStoreOptions options, out SortedDictionary<string, string> view, bool isClean)
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, options);
        foreach (var record in History())
        {
            store.Apply(record);
            store.Write();
            if (store.BeginSync() is { } ticket)
            {
                ticket.Run();
                store.EndSync(ticket, null);
            }
        }

        view = StoreView.Of(store);
        Assert.True(!isClean || store.Close());
        return disk;
    }

    private static IEnumerable<StoreRecord> History()
    {
        yield return new IncarnationRecord(3);
        yield return new MembersRecord([new KnownMember(new NodeId("n1"), "localhost", 1, 2)]);
        for (var i = 0; i < 40; i++)
        {
            yield return i % 11 == 5 ? Samples.Removal(i % 9) : Samples.Put(i % 9, i);
            if (i % 8 == 0)
            {
                yield return new HintRecord(Samples.Hint(i % 3, i % 9));
            }

            if (i % 16 == 5)
            {
                yield return new HintRemovalRecord(Samples.Hint((i - 5) % 3, (i - 5) % 9));
            }
        }
    }

    /// <summary>Every value that a name had, ever.</summary>
    private static HashSet<(string Name, string Value)> Written() =>
    [
        .. History().OfType<ObjectRecord>().Select(o => (StoreView.Name(o.Key), StoreView.Value(o.Object))),
        .. History().OfType<HintRecord>().Select(o => (StoreView.Name(o.Hint), "held")),
    ];

    private static void AssertCut(MemoryDisk disk, SortedDictionary<string, string> expected, long bytesCut)
    {
        var store = LogStore.Open(disk, OneSegment);
        Assert.Equal(expected, StoreView.Of(store));
        Assert.Equal((bytesCut, 0), (store.Recovery.BytesCut, store.Recovery.RecordsQuarantined));
        Assert.Equal((true, false), (store.HoldsAll, store.Recovery.HasProof));
        store.Apply(Samples.Put(50, 50));
        store.Write();

        var next = LogStore.Open(disk, OneSegment);
        Assert.Equal(0, next.Recovery.BytesCut);
        Assert.NotNull(next.TryRead(Samples.Key(50)));
        Assert.Equal(expected.Count + 1, StoreView.Of(next).Count);
    }

    private static void AssertNothingWrong(
        MemoryDisk disk, SortedDictionary<string, string> expected, HashSet<(string Name, string Value)> ever)
    {
        var store = LogStore.Open(disk, Options);
        var held = StoreView.Of(store);
        Assert.All(held, o => Assert.Contains((o.Key, o.Value), ever));
        var isAll = held.SequenceEqual(expected);
        var isReported = !store.HoldsAll || store.Recovery.BytesCut > 0;
        Assert.True(isAll || isReported, "something is missing, and the store does not say so");
        Assert.False(store.Recovery.HasProof && (!store.Recovery.HoldsAll || store.Recovery.BytesCut > 0));
        StoreView.AssertConsistent(store);
        store.Apply(Samples.Put(60, 60));
        store.Write();
        held.Add("key key60", StoreView.Value(Samples.Object(60)));

        // Damage that a hint file hid may come to light now that the segment has grown beyond it.
        var next = LogStore.Open(disk, Options);
        Assert.True(!next.HoldsAll || held.SequenceEqual(StoreView.Of(next)));
    }
}
