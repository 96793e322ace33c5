using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Storage.Tests;

public sealed class LogStoreTests
{
    [Fact]
    public void Store_ReopenedAfterAKill_HoldsWhatWasWritten()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, new LogStoreOptions());
        Assert.Equal(1, store.Apply(Samples.Put(1, 1)));
        Assert.Equal(2, store.Apply(Samples.Put(2, 2)));
        store.Apply(Samples.Removal(1));
        store.Apply(new HintRecord(Samples.Hint(3, 2)));
        store.Apply(new IncarnationRecord(77));
        KnownMember[] members = [new(new NodeId("n2"), "localhost", 4711, 12)];
        store.Apply(new MembersRecord(members));
        Assert.Equal(Samples.Object(2).State.Hash, store.TryRead(Samples.Key(2))!.State.Hash);
        store.Write();
        store.Apply(Samples.Put(9, 9));

        var next = LogStore.Open(disk, new LogStoreOptions());

        Assert.Equal(1, next.KeyCount);
        Assert.Null(next.TryRead(Samples.Key(1)));
        Assert.Null(next.TryRead(Samples.Key(9)));
        var held = next.TryRead(Samples.Key(2))!;
        Assert.Equal(Samples.Object(2).State.ToBytes(), held.State.ToBytes());
        Assert.Equal((Samples.Object(2).Epoch, Samples.Object(2).LastCounter), (held.Epoch, held.LastCounter));
        Assert.Equal([Samples.Hint(3, 2)], next.Hints());
        Assert.Equal(77UL, next.Recovery.Incarnation);
        Assert.Equal(members, next.Recovery.Members);
        Assert.False(next.Recovery.HasProof);
        Assert.Equal(
            [new StoredKey(Samples.Key(2), held.State.Hash, held.State.IsTombstone)],
            next.ScanHashes(TokenRange.Whole));
    }

    [Fact]
    public void Store_ClosedCleanly_HasProofAndNeedsNoSegmentToBeRead()
    {
        var disk = new MemoryDisk();
        var store = LogStore.Open(disk, new LogStoreOptions());
        store.Apply(Samples.Put(1, 1));
        Assert.True(store.Close());

        var next = LogStore.Open(disk, new LogStoreOptions());

        Assert.True(next.Recovery.HasProof);
        Assert.Equal((0, 1), (next.Recovery.SegmentsRead, next.Recovery.SegmentsFromHints));
        Assert.NotNull(next.TryRead(Samples.Key(1)));
        next.Apply(Samples.Put(2, 2));
        next.Write();
        Assert.False(LogStore.Open(disk, new LogStoreOptions()).Recovery.HasProof);
    }
}
