using DynamoLab.Core.Messages;

namespace DynamoLab.Client.Tests.Fakes;

/// <summary>A request as it reached a fake node.</summary>
internal sealed record FakeRequest(FakeConnection Connection, ulong Correlation, Message Message)
{
    public void Reply(Message message) => Connection.Send(Correlation, message);
}
