using DynamoLab.Core;
using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Tests.Connections;

public sealed class PeerSessionsTests
{
    private readonly PeerSessions _sessions = new();

    [Theory]
    [InlineData(5, 1, 5, 2, true)]
    [InlineData(5, 9, 6, 1, true)]
    [InlineData(5, 2, 5, 1, false)]
    [InlineData(5, 2, 4, 9, false)]
    [InlineData(5, 2, 5, 2, false)]
    public void Open_SecondConnection_SupersedesTheEarlierOfBoth(
        ulong incarnation1, ulong number1, ulong incarnation2, ulong number2, bool isSecondLater)
    {
        var first = Open("a", incarnation1, number1);
        var second = Open("a", incarnation2, number2);

        Assert.Equal(isSecondLater, first.IsSuperseded);
        Assert.Equal(!isSecondLater, second.IsSuperseded);
    }

    [Fact]
    public void Open_AnotherPeer_SupersedesNobody()
    {
        var first = Open("a", 1, 1);
        var second = Open("b", 2, 2);

        Assert.False(first.IsSuperseded);
        Assert.False(second.IsSuperseded);
    }

    [Fact]
    public void Open_MorePeersThanAClusterHolds_IsRefused()
    {
        for (var i = 0; i < Limits.MembersMax; i++)
        {
            Open($"n{i}", 1, 1);
        }

        Assert.Null(_sessions.Open(new NodeId("one-more"), 1, 1));
        Assert.NotNull(_sessions.Open(new NodeId("n0"), 1, 2));
    }

    private PeerSession Open(string peer, ulong incarnation, ulong number)
    {
        var session = _sessions.Open(new NodeId(peer), incarnation, number);
        Assert.NotNull(session);
        return session;
    }
}
