using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Node.Tests;

public sealed class NodeHostDelayTests
{
    private const int HeldMs = 20;

    [Fact]
    public async Task Delays_OfReplicaTraffic_AreRecordedWithTheFault()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var first = await TestWire.OpenAsync(nodes.Ports[0], Role.Control);
        using var second = await TestWire.OpenAsync(nodes.Ports[1], Role.Control);
        using var client = await TestWire.OpenAsync(nodes.Ports[0], Role.Client);
        await second.AskAsync<ControlDone>(1, new SetNetworkRules([new("n1", LinkDirection.In, HeldMs, 0)]));

        for (ulong i = 1; i <= 40; i++)
        {
            await client.AskAsync<WriteResponse>(
                i, new WriteRequest(new Key("k"), [1], CausalContext.Empty, CoversHeld: true, 3, 0));
            await client.AskAsync<GetResponse>(i, new GetRequest(new Key("k"), 3, 0));
        }

        var back = await first.AskAsync<DelaysResponse>(2, new DelaysRequest(Clears: false));
        var there = await second.AskAsync<DelaysResponse>(2, new DelaysRequest(Clears: false));

        Assert.Equal(
            [ReplicationLeg.Acknowledge, ReplicationLeg.Respond], back.Delays.Select(d => d.Leg).Distinct().Order());
        Assert.Equal(
            [ReplicationLeg.Write, ReplicationLeg.Read],
            there.Delays.Where(d => d.Peer == new NodeId("n1")).Select(d => d.Leg).Order());
        Assert.All(there.Delays, d => Assert.Equal(0, d.Unclear));
        Assert.All(
            there.Delays.SelectMany(d => d.Buckets), b => Assert.InRange(b.MiddleUs, HeldMs * 980, long.MaxValue));
    }
}
