using DynamoLab.Client.Choices;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Client.Tests.Choices;

public sealed class RingViewTests
{
    private static readonly NodeEndpoint[] Nodes = [.. "dcba".Select((c, i) => new NodeEndpoint(new NodeId($"{c}"), "h", i + 1))];

    [Theory]
    [InlineData(Placement.FixedPartitions)]
    [InlineData(Placement.RandomTokens)]
    [InlineData(Placement.RandomTokensEqualPartitions)]
    public void Primaries_AreThoseOfTheNodesOwnRing(Placement placement)
    {
        var ring = HashRing.Of(Nodes.Select(n => n.Node), new RingOptions(placement, 2, 16));

        var view = RingView.TryOf(Response(placement, 2, 16, "abcd"), Nodes)!;

        for (var i = 0; i < 200; i++)
        {
            var token = new Key($"key{i}").Token;
            NodeId[] expected = [.. ring.PreferenceListOf(token).Primaries];
            Assert.Equal(expected, view.PrimariesOf(token).Select(p => Nodes[p].Node));
        }
    }

    [Fact]
    public void Members_TheClientDoesNotKnow_AreLeftOut()
    {
        var view = RingView.TryOf(Response(Placement.FixedPartitions, 3, 1, "axyz"), Nodes)!;

        var primaries = Enumerable.Range(0, 200).Select(i => view.PrimariesOf(new Key($"key{i}").Token)).ToArray();

        Assert.Contains(primaries, p => p.Length == 0);
        Assert.Contains(primaries, p => p is [3]);
        Assert.All(primaries, p => Assert.True(p is [] or [3]));
    }

    [Fact]
    public void Members_ThatLeft_ArePartOfNoRing()
    {
        var response = Response(Placement.FixedPartitions, 3, 1, "ab");
        var members = response.Members.Select(m => m with
        {
            Status = m.Node.Name == "a" ? MemberStatus.Left : MemberStatus.Joined,
        });

        var view = RingView.TryOf(response with { Members = [.. members] }, Nodes)!;

        Assert.Equal([2], view.PrimariesOf(new Key("k").Token));
    }

    [Theory]
    [InlineData(0, 3, 16, "ab")]
    [InlineData(3, 0, 16, "ab")]
    [InlineData(3, 3, 0, "ab")]
    [InlineData(3, 3, int.MaxValue, "ab")]
    [InlineData(3, 3, 16, "")]
    public void Ring_ThatMakesNoSense_IsNone(int placement, int replicationFactor, int tokensPerNode, string members) =>
        Assert.Null(RingView.TryOf(Response((Placement)placement, replicationFactor, tokensPerNode, members), Nodes));

    private static RingResponse Response(Placement placement, int factor, int tokens, string members) => new(
        9, placement, factor, tokens, [.. members.Select(c => new Member(new NodeId($"{c}"), "h", 1, 1, MemberStatus.Joined))]);
}
