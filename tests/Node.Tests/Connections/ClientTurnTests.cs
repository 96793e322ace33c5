using DynamoLab.Node.Connections;

namespace DynamoLab.Node.Tests.Connections;

public sealed class ClientTurnTests
{
    [Fact]
    public void IsOver_RequestsTaken_AtTheLimit()
    {
        var turn = default(ClientTurn);
        for (var i = 0; i < ClientTurn.RequestsMax; i++)
        {
            Assert.False(turn.IsOver);
            turn.Took();
        }

        Assert.True(turn.IsOver);
        turn.Begin();
        Assert.False(turn.IsOver);
    }

    [Fact]
    public void IsOver_RequestsRefused_AtTheirs()
    {
        var turn = default(ClientTurn);
        for (var i = 0; i < ClientTurn.RefusalsMax; i++)
        {
            Assert.False(turn.IsOver);
            turn.Refused();
        }

        Assert.True(turn.IsOver);
    }
}
