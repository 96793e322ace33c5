using System.Text;
using DynamoLab.Client.Connections;
using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
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
    public async Task Secret_OfBothSides_IsAsGoodAsAWelcome()
    {
        await using var node = FakeNode.Start("a");
        node.Secret = SecretOf('s');

        await using var connection = await FramedConnection.OpenAsync(
            node.Endpoint with { Secret = SecretOf('s') }, Role.Client, default);

        Assert.Equal(new Welcome(node.Id, 7), connection.Welcome);
    }

    [Fact]
    public async Task Secret_OfAnotherCluster_IsRefused()
    {
        await using var node = FakeNode.Start("a");
        node.Secret = SecretOf('s');

        Assert.Contains(
            "refused the connection: the proof does not hold",
            await ErrorOf(node.Endpoint with { Secret = SecretOf('x') }));
        Assert.Contains("asks for the cluster's secret, and none was given", await ErrorOf(node.Endpoint));
    }

    [Fact]
    public async Task Secret_NodeThatAsksForNone_IsNotSpokenTo()
    {
        await using var node = FakeNode.Start("a");

        Assert.Contains(
            "does not ask for the cluster's secret", await ErrorOf(node.Endpoint with { Secret = SecretOf('s') }));
    }

    [Fact]
    public async Task Node_Down_IsAnErrorThatNamesTheAddress()
    {
        await using var node = FakeNode.Down("a");

        Assert.StartsWith($"cannot connect to a at 127.0.0.1:{node.Endpoint.Port}: ", await ErrorOf(node.Endpoint));
    }

    private static ClusterSecret SecretOf(char letter)
    {
        Assert.True(ClusterSecret.TryParse(Encoding.ASCII.GetBytes(new string(letter, 64)), out var secret));
        return secret;
    }

    private static async Task<string> ErrorOf(NodeEndpoint endpoint)
    {
        var error = await Assert.ThrowsAsync<NodeConnectionException>(
            () => FramedConnection.OpenAsync(endpoint, Role.Client, default));
        return error.Message;
    }
}
