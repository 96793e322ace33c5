using DynamoLab.History.Checkers;
using static DynamoLab.History.Tests.Past;

namespace DynamoLab.History.Tests.Checkers;

public sealed class CopyLossesTests
{
    [Fact]
    public void NodesLostSince_AWipe_CountsUntilRepairBroughtTheCopiesBack()
    {
        var losses = Durable();
        losses.Observe(Wipe(A, 1));
        Assert.Equal((1, 0), (losses.NodesLostSince(At(0)), losses.NodesLostSince(At(2))));

        losses.Observe(Wipe(A, 3, FaultPhase.Heal));
        Assert.Equal(0, losses.NodesLostSince(At(0)));
    }

    [Fact]
    public void NodesLostSince_AReadBetweenWipeAndRepair_CouldNotBeAnsweredByIt()
    {
        var losses = Durable();
        losses.Observe(Wipe(A, 1));
        losses.Observe(Wipe(A, 3, FaultPhase.Heal));
        losses.Observe(Wipe(B, 5));

        Assert.Equal(2, losses.NodesLostSince(At(0), back: At(2)));
        Assert.Equal(1, losses.NodesLostSince(At(0), back: At(4)));
    }

    [Fact]
    public void NodesLostSince_CrashAndWipeOfOneNode_IsOneNode()
    {
        var losses = new CopyLosses(new CheckerOptions { WriteQuorum = 2, CrashLosesCopies = true });
        losses.Observe(Crash(A, 1));
        losses.Observe(Wipe(A, 1));

        Assert.Equal(1, losses.NodesLostSince(At(0)));
    }

    private static CopyLosses Durable() => new(new CheckerOptions { WriteQuorum = 2 });
}
