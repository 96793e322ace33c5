using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;
using DynamoLab.Replica.Tests.Lab;

namespace DynamoLab.Replica.Tests.Background;

public sealed class ProberTests
{
    private const int Seconds = 60;

    [Theory]
    [InlineData(3, 500)]
    [InlineData(49, 500)]
    [InlineData(100, 2000)]
    public void Tick_SoManyMembers_PingsEverySoOften(int members, int intervalMs)
    {
        var node = new ReplicaNode(OptionsOf(members), new TestStore(), seed: 1);
        var end = TestCluster.Start.PlusMs(Seconds * 1000);
        var outbox = new Outbox();
        var rounds = 0;
        for (var now = TestCluster.Start; now < end; now = node.NextDeadline)
        {
            node.Tick(now, outbox);
            rounds += outbox.Sends.Any(send => send.Message is Ping) ? 1 : 0;
            outbox.Clear();
        }

        Assert.InRange(rounds, (Seconds * 1000 / intervalMs) - 1, Seconds * 1000 / intervalMs);
    }

    private static NodeOptions OptionsOf(int members) => new()
    {
        Id = new NodeId("n0"),
        Address = TestCluster.AddressOf("n0"),
        Incarnation = 1,
        Remembered = [.. Enumerable.Range(0, members).Select(i => new KnownMember(new NodeId($"n{i}"), $"n{i}", 1, 1))],
    };
}
