using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Replica.Membership;

namespace DynamoLab.Replica.Tests.Membership;

public sealed class MemberTableTests
{
    [Fact]
    public void Merge_AnyTellingsInAnyOrder_EndsInTheSameTableAndRing() => Law.Holds(script =>
    {
        var tellings = Enumerable.Range(0, script.Next(20)).Select(_ => Draw(script)).ToArray();
        var one = Table("a");
        var other = Table("b");
        one.Merge(other.ToList());
        foreach (var telling in tellings)
        {
            one.Merge([telling]);
        }

        other.Merge([.. tellings.Reverse(), .. one.ToList()]);

        Assert.Equal(one.ToList(), other.ToList());
        Assert.Equal(one.Hash, other.Hash);
        Assert.Equal(one.Ring.Version, other.Ring.Version);
        Assert.False(one.Merge(other.ToList()));
    });

    [Fact]
    public void Merge_HigherIncarnation_HoldsAgainstLower()
    {
        var table = Table("a");
        table.Merge([Node("b", 2, port: 2)]);

        Assert.False(table.Merge([Node("b", 1, port: 1)]));
        Assert.Equal(2, table.Find(new NodeId("b"))!.Port);
        Assert.True(table.Merge([Node("b", 3, port: 3)]));
        Assert.Equal(3, table.Find(new NodeId("b"))!.Port);
    }

    [Fact]
    public void Merge_SameIncarnation_TheOneThatHasLeftHolds()
    {
        var table = Table("a");
        table.Merge([Node("b", 1), Node("b", 1) with { Status = MemberStatus.Left }, Node("b", 1)]);

        Assert.Equal(["a"], table.Joined.ToArray().Select(n => n.Name));
        Assert.Equal(MemberStatus.Left, table.Find(new NodeId("b"))!.Status);
    }

    [Fact]
    public void Merge_TellingAboutItself_IsPassedOver()
    {
        var table = Table("a");

        Assert.False(table.Merge([Node("a", 99, port: 4) with { Status = MemberStatus.Left }]));
        Assert.Equal(["a"], table.Joined.ToArray().Select(n => n.Name));
    }

    [Fact]
    public void Merge_OnlyAddressesOrIncarnationsChange_KeepsTheRing()
    {
        var table = Table("a");
        table.Merge([Node("b", 1)]);
        var (ring, hash) = (table.Ring, table.Hash);

        table.Merge([Node("b", 2, port: 9)]);

        Assert.Same(ring, table.Ring);
        Assert.NotEqual(hash, table.Hash);
    }

    [Fact]
    public void Merge_MoreThanThereMayBe_StopsAtTheMaximum()
    {
        var table = Table("a");
        table.Merge([.. Enumerable.Range(0, Limits.MembersMax + 10).Select(i => Node($"n{i}", 1))]);

        Assert.Equal(Limits.MembersMax, table.Joined.Length);
    }

    private static Member Draw(Queue<int> script) => new(
        new NodeId($"{(char)('c' + script.Next(4))}"),
        "host",
        1 + script.Next(3),
        (ulong)script.Next(3),
        script.Next(4) == 0 ? MemberStatus.Left : MemberStatus.Joined);

    private static MemberTable Table(string self) => new(Node(self, 1), new RingOptions(Placement.RandomTokens));

    private static Member Node(string name, ulong incarnation, int port = 1) =>
        new(new NodeId(name), "host", port, incarnation, MemberStatus.Joined);
}
