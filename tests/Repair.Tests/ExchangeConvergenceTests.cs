using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace DynamoLab.Repair.Tests;

public sealed class ExchangeConvergenceTests
{
    [Theory]
    [InlineData(VersioningKind.Dvv)]
    [InlineData(VersioningKind.Vv)]
    [InlineData(VersioningKind.Lww)]
    public void Exchange_AnyHistories_LeavesIdenticalBytes(VersioningKind kind) =>
        Prop.ForAll<(byte Edit, byte Key)[]>(edits =>
        {
            var (a, b) = (new TestReplica(Rings.Coarse, Rings.A, kind), new TestReplica(Rings.Coarse, Rings.B, kind));
            foreach (var (edit, number) in edits)
            {
                Apply(edit, Rings.Key(number % 40), a, b);
            }

            var run = ExchangeRun.Of(a, b);

            return run.Exchange.IsDone
                && a.Dump(Rings.Coarse.PartitionsOf(Rings.A)).SequenceEqual(b.Dump(Rings.Coarse.PartitionsOf(Rings.A)))
                && a.Forest.Partitions.All(p => a.Forest.TreeOf(p).Root == b.Forest.TreeOf(p).Root)
                && run.Exchange.StatesSent == run.Sent.OfType<ExchangePush>().Sum(p => p.States.Count)
                && run.Exchange.StatesReceived == run.Sent.OfType<ExchangePull>().Sum(p => p.States.Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exchange_AnyHistories_MovesOnlyTheKeysThatDiffer() =>
        Prop.ForAll<(byte Edit, byte Key)[]>(edits =>
        {
            var (a, b) = Pair(Rings.Coarse);
            foreach (var (edit, number) in edits)
            {
                Apply(edit, Rings.Key(number % 40), a, b);
            }

            Key[] differing = [.. Enumerable.Range(0, 40).Select(Rings.Key)
                .Where(k => a.StateOf(k).Hash != b.StateOf(k).Hash).Order()];
            var moved = ExchangeRun.Of(a, b).Sent.OfType<ExchangePush>()
                .SelectMany(p => p.States.Select(s => s.Key).Concat(p.Wanted));
            return moved.Order().SequenceEqual(differing);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exchange_NothingDiffers_EndsWithTheRoots()
    {
        var (a, b) = Pair(Rings.Fine);
        a.Write(Rings.Key(1), [1]);
        b.Merge(new KeyState(Rings.Key(1), a.StateOf(Rings.Key(1))));

        var run = ExchangeRun.Of(a, b);

        Assert.True(run.Exchange.IsDone);
        Assert.Collection(run.Sent, m => Assert.IsType<ExchangeOpen>(m), m => Assert.IsType<ExchangeBranches>(m));
    }

    [Fact]
    public void Exchange_SomePartitionsOnly_LeavesTheOthers()
    {
        var (a, b) = Pair(Rings.Fine);
        var (inside, outside) = (Rings.Key(1), Rings.Key(2));
        a.Write(inside, [1]);
        a.Write(outside, [1]);

        var run = new ExchangeRun(a, b, Rings.Fine.PartitionOf(inside.Token));
        run.Complete();

        Assert.True(run.Exchange.IsDone);
        Assert.Equal([inside], b.Store.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Exchange_ManyKeysOnOneSide_MovesThemInBoundedMessages(bool isInitiatorFull)
    {
        var (a, b) = Pair(Rings.Coarse);
        var full = isInitiatorFull ? a : b;
        for (var i = 0; i < 20_000; i++)
        {
            full.Write(Rings.Key(i), new byte[100]);
        }

        var run = ExchangeRun.Of(a, b);

        Assert.True(run.Exchange.IsDone);
        Assert.Equal(full.Store.Keys, (isInitiatorFull ? b : a).Store.Keys);
        Assert.Equal(20_000, isInitiatorFull ? run.Exchange.StatesSent : run.Exchange.StatesReceived);
        Assert.InRange(run.PushesMax, 1, ExchangeInitiator.PushesInFlightMax);
        Assert.All(run.Sent.OfType<ExchangePush>(), p =>
        {
            Assert.InRange(p.States.Count + p.Wanted.Count, 1, Limits.KeysPerMessageMax);
            AssertBounded(p.States);
        });
        Assert.All(run.Sent.OfType<ExchangePull>(), p => AssertBounded(p.States));
        Assert.All(run.Sent.OfType<ExchangeKeys>(), k =>
            Assert.InRange(k.Leaves.SkipLast(1).Sum(l => 1 + l.Keys.Count), 0, Limits.KeysPerMessageMax - 1));
    }

    [Fact]
    public void Exchange_LargeWantedStates_ComeAFewAtATime()
    {
        var (a, b) = Pair(Rings.Coarse);
        for (var i = 0; i < 30; i++)
        {
            b.Write(Rings.Key(i), new byte[100_000]);
        }

        var run = ExchangeRun.Of(a, b);

        Assert.True(run.Exchange.IsDone);
        Assert.Equal(30, a.Store.KeyCount);
        Assert.Equal(30, run.Exchange.StatesReceived);
        Assert.All(run.Sent.OfType<ExchangePull>(), p => AssertBounded(p.States));
    }

    [Fact]
    public void Exchange_SmallPushesThatMergeIntoLargeStates_ComeAFewAtATime()
    {
        var (a, b) = Pair(Rings.Coarse);
        for (var i = 0; i < 60; i++)
        {
            b.Write(Rings.Key(i), new byte[100_000]);
            if (i % 2 == 0)
            {
                a.Write(Rings.Key(i), [1]);
            }
        }

        var run = ExchangeRun.Of(a, b);

        Assert.True(run.Exchange.IsDone);
        Assert.Equal(a.Dump(a.Forest.Partitions), b.Dump(b.Forest.Partitions));
        Assert.Equal(30, b.Merges);
        Assert.All(run.Sent.OfType<ExchangePull>(), p => AssertBounded(p.States));
    }

    [Fact]
    public void Exchange_WantedKeyGoneMeanwhile_IsDoneWithoutIt()
    {
        var (a, b) = Pair(Rings.Coarse);
        b.Write(Rings.Key(1), [1]);
        b.Write(Rings.Key(2), [1]);
        var run = new ExchangeRun(a, b, [.. a.Forest.Partitions])
        {
            AfterDelivery = m =>
            {
                if (m is ExchangeLeaves)
                {
                    b.Remove(Rings.Key(1));
                }
            },
        };

        run.Complete();

        Assert.True(run.Exchange.IsDone);
        Assert.Equal([Rings.Key(2)], a.Store.Keys);
    }

    [Fact]
    public void Exchange_WritesMeanwhile_EndsAndKeepsThem()
    {
        var (a, b) = Pair(Rings.Coarse);
        for (var i = 0; i < 200; i++)
        {
            (i % 2 == 0 ? a : b).Write(Rings.Key(i), [1]);
        }

        var next = 0;
        var run = new ExchangeRun(a, b, [.. a.Forest.Partitions])
        {
            AfterDelivery = _ =>
            {
                a.Write(Rings.Key(next), [2]);
                b.Write(Rings.Key(next++ + 1), [3]);
            },
        };

        run.Complete();
        ExchangeRun.Of(b, a);

        Assert.True(run.Exchange.IsDone);
        Assert.Equal(a.Dump(a.Forest.Partitions), b.Dump(b.Forest.Partitions));
    }

    private static (TestReplica A, TestReplica B) Pair(HashRing ring) =>
        (new TestReplica(ring, Rings.A, VersioningKind.Dvv), new TestReplica(ring, Rings.B, VersioningKind.Dvv));

    private static void AssertBounded(IReadOnlyList<KeyState> states) =>
        Assert.InRange(states.SkipLast(1).Sum(ExchangePaging.BytesOf), 0, Limits.StateBytesPerMessage - 1);

    private static void Apply(byte edit, Key key, TestReplica a, TestReplica b)
    {
        var (one, other) = (edit & 1) == 0 ? (a, b) : (b, a);
        switch ((edit >> 1) % 5)
        {
            case 0: one.Write(key, [edit]); break;
            case 1: one.Write(key, [edit], isBlind: true); break;
            case 2: one.Write(key, null); break;
            default:
                if (!one.StateOf(key).IsEmpty)
                {
                    other.Merge(new KeyState(key, one.StateOf(key)));
                }

                break;
        }
    }
}
