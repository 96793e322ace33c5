using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Node.Tests;

public sealed class NodeHostFaultTests
{
    private const int HourMs = 3_600_000;

    [Fact]
    public async Task ClientRule_RequestsWait_ComeThroughInOrderOnHeal()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        using var client = await TestWire.OpenAsync(nodes.Port, Role.Client);

        // Once short replies are known of, more than the first few requests are taken.
        for (ulong i = 101; i <= 105; i++)
        {
            await client.SendAsync(i, Put("short"));
            Assert.Equal(i, (await client.ReadAsync())?.Correlation);
        }

        await RulesAsync(control, new NetworkRule("client", LinkDirection.In, HourMs, 0));
        for (ulong i = 1; i <= 20; i++)
        {
            await client.SendAsync(i, Put($"{i}"));
        }

        await WaitForAsync(control, "gate_waiting", 20);
        await RulesAsync(control);

        for (ulong i = 1; i <= 20; i++)
        {
            Assert.Equal(i, (await client.ReadAsync())?.Correlation);
        }
    }

    [Fact]
    public async Task ClientRule_Replies_WaitWhileTheLabsOwnCallsPass()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        using var client = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await RulesAsync(control, new NetworkRule("*", LinkDirection.Out, HourMs, 0));

        await client.SendAsync(1, Put("v"));
        await WaitForAsync(control, "gate_waiting", 1);
        using var http = nodes.Http();
        Assert.Contains("\"node\": \"n1\"", await http.GetStringAsync("status"));
        await RulesAsync(control);

        Assert.Equal(1UL, (await client.ReadAsync())?.Correlation);
    }

    [Fact]
    public async Task ClientRule_HttpKey_WaitsToo()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        using var http = nodes.Http();
        await RulesAsync(control, new NetworkRule("client", LinkDirection.In, HourMs, 0));

        var putting = http.PutAsync("kv/a", new ByteArrayContent([1]));
        await WaitForAsync(control, "gate_waiting", 1);
        Assert.False(putting.IsCompleted);
        await RulesAsync(control);

        Assert.Equal(204, (int)(await putting).StatusCode);
    }

    [Fact]
    public async Task PeerRule_CutNode_LeavesQuorumOfTheOthers()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var control = await TestWire.OpenAsync(nodes.Ports[2], Role.Control);
        using var client = await TestWire.OpenAsync(nodes.Ports[0], Role.Client);
        await RulesAsync(control, new NetworkRule("*", LinkDirection.Both, HourMs, 0));

        var two = await client.AskAsync<WriteResponse>(1, Put("v"));

        Assert.Equal(Outcome.Ok, two.Outcome);
        Assert.DoesNotContain(new NodeId("n3"), two.AcknowledgedBy);
    }

    [Fact]
    public async Task SetNetworkRules_BadRule_IsRefusedWithAReason()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);

        var done = await control.AskAsync<ControlDone>(
            1, new SetNetworkRules([new NetworkRule("no such", LinkDirection.Both, 1, 0)]));

        Assert.False(done.IsDone);
        Assert.Contains("peer is 'no such'", done.Reason);
    }

    [Fact]
    public async Task Stop_RequestInFlight_IsAnsweredBeforeTheConnectionCloses()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var slow = await TestWire.OpenAsync(nodes.Ports[1], Role.Control);
        using var client = await TestWire.OpenAsync(nodes.Ports[0], Role.Client);
        await RulesAsync(slow, new NetworkRule("n1", LinkDirection.In, HourMs, 0));
        using var control = await TestWire.OpenAsync(nodes.Ports[0], Role.Control);
        await client.SendAsync(1, new WriteRequest(new Key("k"), [1], CausalContext.Empty, false, 3, 0));
        await WaitForAsync(control, "operations_in_flight", 1);

        var stopping = nodes.Hosts[0].StopAsync();
        await RulesAsync(slow);

        Assert.Equal(Outcome.Ok, Assert.IsType<WriteResponse>((await client.ReadAsync())?.Message).Outcome);
        Assert.Null(await client.ReadAsync());
        await stopping;
    }

    private static WriteRequest Put(string value) =>
        new(new Key(value), [1], CausalContext.Empty, false, 0, 0);

    private static async Task RulesAsync(TestWire control, params NetworkRule[] rules)
    {
        var done = await control.AskAsync<ControlDone>(1, new SetNetworkRules(rules));
        Assert.True(done.IsDone, done.Reason);
    }

    private static async Task WaitForAsync(TestWire control, string counter, long least)
    {
        while ((await control.AskAsync<StatusResponse>(2, new StatusRequest()))
            .Counters.Single(each => each.Name == counter).Value < least)
        {
            await Task.Yield();
        }
    }
}
