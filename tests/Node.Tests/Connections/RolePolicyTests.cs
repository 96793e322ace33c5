using DynamoLab.Core.Messages;
using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Tests.Connections;

public sealed class RolePolicyTests
{
    private static readonly MessageKind[] OfBoth = [MessageKind.RingRequest, MessageKind.StatusRequest];
    private static readonly MessageKind[] OfClients = [MessageKind.GetRequest, MessageKind.WriteRequest];

    private static readonly MessageKind[] OfTheLab =
    [
        MessageKind.SetNetworkRules, MessageKind.SetDiskRules, MessageKind.RepairPause, MessageKind.RepairRound,
        MessageKind.StatesRequest, MessageKind.DigestsRequest, MessageKind.DelaysRequest,
    ];

    [Fact]
    public void IsAllowed_EveryKind_BelongsToItsRoleAlone()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            var isBoth = OfBoth.Contains(kind);
            Assert.Equal(isBoth || OfClients.Contains(kind), RolePolicy.IsAllowed(Role.Client, kind));
            Assert.Equal(isBoth || OfTheLab.Contains(kind), RolePolicy.IsAllowed(Role.Control, kind));
            Assert.Equal((int)kind is >= 30 and < 70, RolePolicy.IsAllowed(Role.Peer, kind));
        }
    }

    [Fact]
    public void Violation_RequestWithoutACorrelation_IsNamed()
    {
        Assert.Contains("correlation 0", RolePolicy.Violation(Role.Client, 0, MessageKind.GetRequest));
        Assert.Equal("", RolePolicy.Violation(Role.Client, 1, MessageKind.GetRequest));
        Assert.Equal("", RolePolicy.Violation(Role.Peer, 0, MessageKind.Ping));
    }
}
