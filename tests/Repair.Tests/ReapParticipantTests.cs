using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Repair.Tests;

public sealed class ReapParticipantTests
{
    private static readonly KeyHash One = new(Rings.Key(1), 11);
    private static readonly KeyHash Two = new(Rings.Key(2), 22);

    private readonly ReapParticipant _participant = new(Rings.Fine, Rings.B);

    [Fact]
    public void TryVote_PrepareAndAllBarriers_VotesOnce()
    {
        Assert.Equal(new ReapBarrier(1, Rings.A), Prepare(1, One, Two));
        Barrier(Rings.A, 1);
        Assert.Null(Vote());
        Barrier(Rings.C, 1);

        Assert.Equal([One.Key, Two.Key], Vote()!.Agreed.OrderBy(k => k == Two.Key));
        Assert.Null(Vote());
    }

    [Fact]
    public void TryVote_BarriersBeforeThePrepare_CountToo()
    {
        Barrier(Rings.C, 1);
        Barrier(Rings.A, 1);
        Assert.Null(Vote());

        Prepare(1, One);

        Assert.True(_participant.IsReady(Rings.A));
        Assert.Equal(1UL, Vote()!.Reap);
    }

    [Fact]
    public void TryVote_SameBarrierTwiceOrOwnOrAStrangers_IsNotReady()
    {
        Prepare(1, One);
        Barrier(Rings.A, 1);
        Barrier(Rings.A, 1);
        Barrier(Rings.B, 1);
        Barrier(new NodeId("z"), 1);

        Assert.Null(Vote());
    }

    [Fact]
    public void TryVote_DirtyAtThePrepareOnly_DoesNotAgree()
    {
        _participant.OnPrepare(Rings.A, new ReapPrepare(1, Rings.Fine.Version, [One, Two]), k => k != One);
        BarriersOfOthers(1);

        Assert.Equal([Two.Key], Vote()!.Agreed);
    }

    [Fact]
    public void TryVote_DirtyAtTheVoteOnly_DoesNotAgree()
    {
        Prepare(1, One, Two);
        BarriersOfOthers(1);

        Assert.Equal([Two.Key], _participant.TryVote(Rings.A, k => k != One)!.Agreed);
    }

    [Fact]
    public void OnTouched_BetweenPrepareAndVote_DoesNotAgree()
    {
        Prepare(1, One, Two);
        _participant.OnTouched(One.Key);
        BarriersOfOthers(1);

        Assert.Equal([Two.Key], Vote()!.Agreed);
    }

    [Fact]
    public void OnPrepare_Repeated_IsIgnoredBeforeAndAfterTheVote()
    {
        Prepare(1, One);
        Assert.Null(Prepare(1, Two));
        BarriersOfOthers(1);

        Assert.Equal([One.Key], Vote()!.Agreed);
        Assert.Null(Prepare(1, Two));
        Assert.Null(Vote());
    }

    [Fact]
    public void OnPrepare_NewerReap_ReplacesTheOlderWithItsBarriers()
    {
        Prepare(1, One);
        Barrier(Rings.A, 1);

        Assert.NotNull(Prepare(2, Two));
        Barrier(Rings.C, 2);
        Barrier(Rings.A, 1);

        Assert.Null(Vote());
        Barrier(Rings.A, 2);
        Assert.Equal([Two.Key], Vote()!.Agreed);
    }

    [Fact]
    public void OnPrepare_OlderThanABarrierSeen_IsIgnored()
    {
        Barrier(Rings.C, 2);

        Assert.Null(Prepare(1, One));
        Assert.NotNull(Prepare(2, One));
    }

    [Fact]
    public void OnPrepare_AnotherRingOrAStrangerOrTooLong_IsIgnored()
    {
        var keys = Enumerable.Range(0, ReapCoordinator.KeysMax + 1).Select(i => new KeyHash(Rings.Key(i), 1)).ToArray();

        Assert.Null(_participant.OnPrepare(Rings.A, new ReapPrepare(1, Rings.Coarse.Version, [One]), _ => true));
        Assert.Null(_participant.OnPrepare(new NodeId("z"), new ReapPrepare(1, Rings.Fine.Version, [One]), _ => true));
        Assert.Null(Prepare(1, keys));
        Assert.False(_participant.IsReady(new NodeId("z")));
    }

    [Fact]
    public void Reaps_OfTwoCoordinators_AreKeptApart()
    {
        Prepare(1, One);
        _participant.OnPrepare(Rings.C, new ReapPrepare(9, Rings.Fine.Version, [Two]), _ => true);
        BarriersOfOthers(1);

        Assert.False(_participant.IsReady(Rings.C));
        Assert.Equal([One.Key], Vote()!.Agreed);
    }

    [Fact]
    public void IsReady_OnlyMember_NeedsNoBarrier()
    {
        var alone = Rings.Of(1);
        var self = alone.Members[0];
        var participant = new ReapParticipant(alone, self);

        participant.OnPrepare(self, new ReapPrepare(1, alone.Version, [One]), _ => true);

        Assert.Equal([One.Key], participant.TryVote(self, _ => true)!.Agreed);
    }

    private ReapBarrier? Prepare(ulong reap, params KeyHash[] keys) =>
        _participant.OnPrepare(Rings.A, new ReapPrepare(reap, Rings.Fine.Version, keys), _ => true);

    private void Barrier(NodeId from, ulong reap) => _participant.OnBarrier(from, new ReapBarrier(reap, Rings.A));

    private void BarriersOfOthers(ulong reap)
    {
        Barrier(Rings.A, reap);
        Barrier(Rings.C, reap);
    }

    private ReapVote? Vote() => _participant.TryVote(Rings.A, _ => true);
}
