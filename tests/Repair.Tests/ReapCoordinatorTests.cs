using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Repair.Tests;

public sealed class ReapCoordinatorTests
{
    private static readonly KeyHash One = new(Rings.Key(1), 11);
    private static readonly KeyHash Two = new(Rings.Key(2), 22);

    private readonly ReapCoordinator _coordinator = new();

    [Fact]
    public void TryCommit_AllMembersAgree_CommitsWithTheProposedHashesOnce()
    {
        var prepare = _coordinator.Start(1, Rings.Fine, [One, Two]);
        Vote(Rings.A, 1, One, Two);
        Vote(Rings.B, 1, One, Two);
        Assert.Null(_coordinator.TryCommit());
        Assert.Equal([Rings.C], _coordinator.Awaited);

        Vote(Rings.C, 1, Two, One);

        Assert.Equal(Rings.Fine.Version, prepare.RingVersion);
        Assert.Equal(prepare.Keys.OrderBy(k => k.Key), _coordinator.TryCommit()!.Keys);
        Assert.Null(_coordinator.TryCommit());
        Assert.False(_coordinator.IsActive);
    }

    [Fact]
    public void TryCommit_OneMemberObjectsToAKey_LeavesItOut()
    {
        _coordinator.Start(1, Rings.Fine, [One, Two]);
        Vote(Rings.A, 1, One, Two);
        Vote(Rings.B, 1, Two);
        Vote(Rings.C, 1, One, Two);

        Assert.Equal([Two], _coordinator.TryCommit()!.Keys);
    }

    [Fact]
    public void TryCommit_NoKeyAgreedByAll_EndsWithoutACommit()
    {
        _coordinator.Start(1, Rings.Fine, [One, Two]);
        Vote(Rings.A, 1, One);
        Vote(Rings.B, 1, Two);
        Vote(Rings.C, 1, One, Two);

        Assert.Null(_coordinator.TryCommit());
        Assert.False(_coordinator.IsActive);
    }

    [Fact]
    public void OnVote_StrangersAndSecondVotes_CountForNobody()
    {
        _coordinator.Start(1, Rings.Fine, [One]);
        Vote(Rings.A, 1, One);
        Vote(Rings.A, 1, One);
        Vote(new NodeId("z"), 1, One);
        Vote(Rings.B, 1, One);

        Assert.Null(_coordinator.TryCommit());
        Assert.True(_coordinator.IsActive);
    }

    [Fact]
    public void OnVote_KeyThatWasNotProposed_IsNotCommitted()
    {
        _coordinator.Start(1, Rings.Fine, [One]);
        Vote(Rings.A, 1, One, Two);
        Vote(Rings.B, 1, One, Two);
        Vote(Rings.C, 1, One, Two);

        Assert.Equal([One], _coordinator.TryCommit()!.Keys);
    }

    [Fact]
    public void OnVote_OfAnAbandonedReap_DoesNotCountForTheNext()
    {
        _coordinator.Start(1, Rings.Fine, [One]);
        Vote(Rings.A, 1, One);
        _coordinator.Abandon();
        Vote(Rings.B, 1, One);

        _coordinator.Start(2, Rings.Fine, [Two]);
        Vote(Rings.C, 1, Two);

        Assert.Equal([Rings.A, Rings.B, Rings.C], _coordinator.Awaited);
    }

    [Fact]
    public void Start_NumberNotHigherOrKeysOutsideTheBounds_Throws()
    {
        _coordinator.Start(5, Rings.Fine, [One]);
        KeyHash[] tooMany =
            [.. Enumerable.Range(0, ReapCoordinator.KeysMax + 1).Select(i => new KeyHash(Rings.Key(i), 1))];

        Assert.Throws<ArgumentOutOfRangeException>(() => _coordinator.Start(5, Rings.Fine, [One]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _coordinator.Start(6, Rings.Fine, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => _coordinator.Start(6, Rings.Fine, tooMany));
    }

    private void Vote(NodeId from, ulong reap, params KeyHash[] agreed) =>
        _coordinator.OnVote(from, new ReapVote(reap, [.. agreed.Select(k => k.Key)]));
}
