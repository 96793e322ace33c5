using DynamoLab.Core;

namespace DynamoLab.Repair.Tests;

/// <summary>
/// Reaping among five members: what the barriers and the two looks are for, and that they are enough.
/// </summary>
public sealed class ReapScenarioTests
{
    private const int Schedules = 1500;

    [Fact]
    public void Reap_EverybodyClean_ForgetsTheTombstoneEverywhere()
    {
        var cluster = Deleted(ReapRules.Whole);

        cluster.Members[0].StartReap();
        cluster.Run();

        Assert.Equal(1, cluster.Members[0].Commits);
        Assert.All(cluster.Members, m => Assert.Equal(0, m.State));
    }

    [Fact]
    public void Reap_OldVersionUnderWay_WaitsForItBehindTheBarrier()
    {
        var cluster = Deleted(ReapRules.Whole);
        cluster.Send(4, 1, new ReapMember.Repair(ReapMember.Old));

        cluster.Members[0].StartReap();
        cluster.Run(heldUp: (4, 1));
        Assert.Equal(0, cluster.Members[0].Commits);
        Assert.All(cluster.Members.Take(3), m => Assert.Equal(ReapMember.Tombstone, m.State));

        cluster.Run();
        Assert.Equal(1, cluster.Members[0].Commits);
        Assert.All(cluster.Members, m => Assert.Equal(0, m.State));
    }

    [Fact]
    public void Reap_OldVersionUnderWayAndNoBarriers_BringsItBack()
    {
        var cluster = Deleted(ReapRules.WithoutBarriers);
        cluster.Send(4, 1, new ReapMember.Repair(ReapMember.Old));

        cluster.Members[0].StartReap();
        cluster.Run(heldUp: (4, 1));
        cluster.Run();

        Assert.Equal(ReapMember.Old, cluster.Members[1].State);
    }

    [Fact]
    public void Reap_PrimaryStillHoldsTheOldVersion_KeepsTheTombstone()
    {
        var cluster = Deleted(ReapRules.Whole);
        cluster.Members[2].State = ReapMember.Old;

        cluster.Members[0].StartReap();
        cluster.Run();

        Assert.Equal(0, cluster.Members[0].Commits);
        Assert.Equal(ReapMember.Tombstone, cluster.Members[0].State);
    }

    [Fact]
    public void Reap_FallbackHoldsAHint_KeepsTheTombstoneUntilTheHintIsHome()
    {
        var cluster = Deleted(ReapRules.Whole);
        cluster.Members[3].State = ReapMember.Old;
        cluster.Members[3].HintOwner = cluster.Nodes[2];

        cluster.Members[0].StartReap();
        cluster.Run();
        Assert.Equal(0, cluster.Members[0].Commits);

        cluster.Members[3].DeliverHint();
        cluster.Run();
        cluster.Members[0].StartReap();
        cluster.Run();
        Assert.Equal(1, cluster.Members[0].Commits);
        Assert.All(cluster.Members, m => Assert.Equal(0, m.State));
    }

    [Fact]
    public void Reap_MemberThatDoesNotAnswer_IsBlockedByIt()
    {
        var cluster = Deleted(ReapRules.Whole);

        cluster.Members[0].StartReap();
        cluster.Run(heldUp: [(4, 0), (4, 1), (4, 2), (4, 3)]);

        Assert.True(cluster.Members[0].IsReaping);
        Assert.All(cluster.Members.Take(3), m => Assert.Equal(ReapMember.Tombstone, m.State));
    }

    [Fact]
    public void Reap_AnySchedule_NeverBringsADeletedValueBack()
    {
        var commits = 0;
        for (var seed = 0; seed < Schedules; seed++)
        {
            var cluster = RunAtRandom(ReapRules.Whole, seed);
            Assert.False(cluster.IsOldHeld, $"seed {seed}: the deleted value is back");
            commits += cluster.Members[0].Commits;
        }

        // Schedules in which nothing is ever reaped would prove nothing.
        Assert.InRange(commits, Schedules / 4, int.MaxValue);
    }

    [Theory]
    [InlineData(ReapRules.WithoutBarriers)]
    [InlineData(ReapRules.CleanAtTheVoteOnly)]
    internal void Reap_PartOfTheProtocolLeftOut_BringsADeletedValueBackInSomeSchedule(ReapRules rules) =>
        Assert.Contains(Enumerable.Range(0, Schedules), seed => RunAtRandom(rules, seed).IsOldHeld);

    private static ReapCluster RunAtRandom(ReapRules rules, int seed)
    {
        var cluster = new ReapCluster(rules);
        cluster.RunAtRandom(new DeterministicRandom((ulong)seed));
        return cluster;
    }

    private static ReapCluster Deleted(ReapRules rules)
    {
        var cluster = new ReapCluster(rules);
        for (var i = 0; i < 3; i++)
        {
            cluster.Members[i].State = ReapMember.Tombstone;
        }

        return cluster;
    }
}
