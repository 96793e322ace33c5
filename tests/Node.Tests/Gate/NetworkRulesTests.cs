using DynamoLab.Core.Messages;
using DynamoLab.Node.Gate;

namespace DynamoLab.Node.Tests.Gate;

public sealed class NetworkRulesTests
{
    [Theory]
    [InlineData("node 1", 3, 1, 1, "peer is 'node 1'")]
    [InlineData("", 3, 1, 1, "peer is ''")]
    [InlineData("a", 0, 1, 1, "direction is 0")]
    [InlineData("a", 4, 1, 1, "direction is 4")]
    [InlineData("a", 3, -1, 1, "delay is -1 + 1 ms")]
    [InlineData("a", 3, 1, -1, "delay is 1 + -1 ms")]
    [InlineData("a", 3, NetworkRules.DelayMsMax + 1, 0, "accepted: 0 to 86400000")]
    public void TryOf_BadRule_SaysWhatIsAccepted(string peer, int direction, int delay, int jitter, string named)
    {
        var error = NetworkRules.TryOf([new NetworkRule(peer, (LinkDirection)direction, delay, jitter)], out var rules);

        Assert.Contains(named, error);
        Assert.Contains("accepted", error);
        Assert.True(rules.IsEmpty);
    }

    [Fact]
    public void TryOf_TooManyRules_IsRefused()
    {
        var rule = new NetworkRule("*", LinkDirection.Both, 1, 0);

        Assert.Equal("", NetworkRules.TryOf([.. Enumerable.Repeat(rule, NetworkRules.RulesMax)], out _));
        Assert.NotEqual("", NetworkRules.TryOf([.. Enumerable.Repeat(rule, NetworkRules.RulesMax + 1)], out _));
    }
}
