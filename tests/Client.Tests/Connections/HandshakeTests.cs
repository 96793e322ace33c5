using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Tests.Connections;

public sealed class HandshakeTests
{
    [Theory]
    [InlineData(Role.Client)]
    [InlineData(Role.Control)]
    public async Task Hello_TellsTheRole(Role role)
    {
        await using var node = FakeNode.Start("a");

        await using var connection = await FramedConnection.OpenAsync(node.Endpoint, role, default);

        Assert.Equal(new Welcome(node.Id, 7), connection.Welcome);
        Assert.Equal(role, Assert.Single(node.Connections).Hello.Role);
    }

    [Fact]
    public async Task Node_IsAnother_IsNotSpokenTo()
    {
        await using var node = FakeNode.Start("a");
        node.Greet = _ => new Welcome(new NodeId("b"), 1);

        Assert.Contains("the node there is b", await ErrorOf(node.Endpoint));
    }

    [Fact]
    public async Task Node_NotNamedByTheCaller_IsTakenAsItIs()
    {
        await using var node = FakeNode.Start("a");

        await using var connection = await FramedConnection.OpenAsync(
            node.Endpoint with { Node = default }, Role.Control, default);

        Assert.Equal(node.Id, connection.Welcome.Node);
    }

    [Fact]
    public async Task Node_Refuses_ReasonIsTheError()
    {
        await using var node = FakeNode.Start("a");
        node.Greet = _ => new Refusal("too many connections");

        Assert.Contains("refused the connection: too many connections", await ErrorOf(node.Endpoint));
    }

    [Fact]
    public async Task Node_Closes_IsAnError()
    {
        await using var node = FakeNode.Start("a");
        node.Greet = _ => null;

        Assert.Contains("a at 127.0.0.1", await ErrorOf(node.Endpoint));
    }

    [Fact]
    public async Task Node_SpeaksOutOfTurn_IsAnError()
    {
        await using var node = FakeNode.Start("a");
        node.Greet = _ => new RingRequest();

        Assert.Contains("sent RingRequest where a welcome was due", await ErrorOf(node.Endpoint));
    }

    [Fact]
    public async Task Node_Down_IsAnErrorThatNamesTheAddress()
    {
        await using var node = FakeNode.Down("a");

        Assert.StartsWith($"cannot connect to a at 127.0.0.1:{node.Endpoint.Port}: ", await ErrorOf(node.Endpoint));
    }

    private static async Task<string> ErrorOf(NodeEndpoint endpoint)
    {
        var error = await Assert.ThrowsAsync<NodeConnectionException>(
            () => FramedConnection.OpenAsync(endpoint, Role.Client, default));
        return error.Message;
    }
}
