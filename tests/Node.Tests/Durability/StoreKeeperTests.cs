using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;
using DynamoLab.Node.Durability;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;
using DynamoLab.Replica;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Tests.Durability;

/// <summary>The loop's side of the store, driven as the loop does, with a disk in memory.</summary>
public sealed class StoreKeeperTests : IDisposable
{
    private static readonly Instant Now = new(1_000_000_000);
    private static readonly HintId Hint = new(new NodeId("n2"), new Key("k"));

    private readonly MemoryDisk _disk = new();
    private readonly NodeLog _log = new(TextWriter.Null, TimeProvider.System);
    private readonly SemaphoreSlim _woken = new(0);

    public void Dispose() => _woken.Dispose();

    [Fact]
    public void Memory_WhatIsApplied_IsDurableAtOnce()
    {
        var keeper = new StoreKeeper(NodeStore.InMemory(), _log, () => { });

        Assert.True(keeper.TryNext(5, Now, out var input));
        Assert.Equal((NodeInputKind.Durable, 5L), (input.Kind, input.Sequence));
        Assert.False(keeper.TryNext(0, Now, out _));
        Assert.Equal(Instant.Never, keeper.NextDue);
        Assert.False(keeper.SetRules(new SetDiskRules([]), Now).IsDone);
    }

    [Fact]
    public void Buffered_WhatIsWritten_IsDurableWithoutAnySync()
    {
        var (keeper, store) = Open(Core.Storage.Durability.Buffered);
        var sequence = store.Store.Apply(new HintRecord(Hint));

        keeper.Write(Now);

        Assert.True(keeper.TryNext(sequence, Now, out var input));
        Assert.Equal((NodeInputKind.Durable, sequence), (input.Kind, input.Sequence));
        Assert.False(keeper.TryNext(0, Now, out _));
        Assert.Equal(0, store.Log!.Counters.Syncs);
    }

    [Fact]
    public async Task Sync_OneForAllThatWait_ThenTheNext()
    {
        var (keeper, store) = Open(Core.Storage.Durability.Sync);
        var first = store.Store.Apply(new HintRecord(Hint));
        keeper.Write(Now);
        Assert.False(keeper.TryNext(first, Now, out _));

        // Written while the first sync is under way: it waits for the second one.
        var second = store.Store.Apply(new HintRemovalRecord(Hint));
        keeper.Write(Now);
        Assert.False(keeper.TryNext(second, Now, out _));

        Assert.Equal(first, await NextDurableAsync(keeper));
        Assert.Equal(second, await NextDurableAsync(keeper));
        Assert.Equal(2, store.Log!.Counters.Syncs);
    }

    [Fact]
    public void FullDisk_IsToldOnce_AndTriedAgainUntilSpaceReturns()
    {
        var (keeper, store) = Open(Core.Storage.Durability.Buffered);
        Assert.True(keeper.SetRules(new SetDiskRules([new DiskRule("*", 0, 0, DiskFault.Full)]), Now).IsDone);
        var sequence = store.Store.Apply(new HintRecord(Hint));
        keeper.Write(Now);

        Assert.True(keeper.TryNext(sequence, Now, out var input));
        Assert.Equal(NodeInputKind.StoreFailed, input.Kind);
        Assert.Contains("no space left", input.Reason, StringComparison.Ordinal);
        Assert.False(keeper.TryNext(0, Now, out _));
        Assert.Equal(Now.PlusMs(StoreKeeper.ResumeIntervalMs), keeper.NextDue);

        keeper.Tick(Now.PlusMs(200));
        Assert.False(store.Store.IsWritable);
        Assert.Equal(Now.PlusMs(400), keeper.NextDue);

        keeper.SetRules(new SetDiskRules([]), Now.PlusMs(300));
        keeper.Tick(Now.PlusMs(400));
        Assert.True(store.Store.IsWritable);
        Assert.True(keeper.TryNext(0, Now, out input));
        Assert.Equal((NodeInputKind.Durable, sequence), (input.Kind, input.Sequence));
    }

    [Fact]
    public async Task FailedSync_IsToldAndTheRecordsAreWrittenOnceMore()
    {
        var (keeper, store) = Open(Core.Storage.Durability.Sync);
        keeper.SetRules(new SetDiskRules([new DiskRule("*", 0, 0, DiskFault.SyncError)]), Now);
        var sequence = store.Store.Apply(new HintRecord(Hint));
        keeper.Write(Now);
        Assert.False(keeper.TryNext(sequence, Now, out _));

        await WokenAsync();
        keeper.Tick(Now);
        Assert.True(keeper.TryNext(0, Now, out var input));
        Assert.Equal(NodeInputKind.StoreFailed, input.Kind);

        keeper.SetRules(new SetDiskRules([]), Now);
        keeper.Tick(Now.PlusMs(200));
        Assert.False(keeper.TryNext(0, Now, out _));
        Assert.Equal(sequence, await NextDurableAsync(keeper));
    }

    [Fact]
    public void Close_AfterWrites_ProvesToTheNextLifeThatNothingWasLost()
    {
        var (keeper, store) = Open(Core.Storage.Durability.Buffered);
        var first = NextLife.Begin(store.Log!, Options(Core.Storage.Durability.Buffered).Node);
        store.Store.Apply(new MembersRecord([new KnownMember(new NodeId("n2"), "h", 7, 3)]));
        keeper.Write(Now);
        keeper.Close(TimeSpan.FromSeconds(5));

        var second = NextLife.Begin(
            Open(Core.Storage.Durability.Buffered).Store.Log!, Options(Core.Storage.Durability.Buffered).Node);
        var third = NextLife.Begin(
            Open(Core.Storage.Durability.Buffered).Store.Log!, Options(Core.Storage.Durability.Buffered).Node);

        Assert.Equal((1000UL, 1000UL), (first.Incarnation, first.ProvenSince));
        Assert.Equal((1001UL, 1000UL), (second.Incarnation, second.ProvenSince));
        Assert.Equal((1002UL, 1002UL), (third.Incarnation, third.ProvenSince));
        Assert.Equal("n2", Assert.Single(second.Remembered).Node.Name);
    }

    private static HostOptions Options(Core.Storage.Durability durability) => new()
    {
        Seed = 1,
        Node = new NodeOptions
        {
            Id = new NodeId("n1"),
            Address = new NodeAddress("127.0.0.1", 1),
            Incarnation = 1000,
            Durability = durability,
        },
    };

    private (StoreKeeper Keeper, NodeStore Store) Open(Core.Storage.Durability durability)
    {
        var store = NodeStore.On(_disk, Options(durability), _ => { });
        return (new StoreKeeper(store, _log, () => _woken.Release()), store);
    }

    private Task WokenAsync() => _woken.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>What the loop does once it was woken by the end of a sync.</summary>
    private async Task<long> NextDurableAsync(StoreKeeper keeper)
    {
        await WokenAsync();
        keeper.Tick(Now);
        Assert.True(keeper.TryNext(0, Now, out var input));
        Assert.Equal(NodeInputKind.Durable, input.Kind);
        Assert.False(keeper.TryNext(0, Now, out _));
        return input.Sequence;
    }
}
