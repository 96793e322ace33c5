using System.Net.Sockets;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Node.Tests;

public sealed class NodeHostTests
{
    private static readonly Key Key = new("k");

    [Fact]
    public async Task Client_PutThenGet_ReadsWhatItWrote()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var writer = await TestWire.OpenAsync(nodes.Ports[0], Role.Client);
        using var reader = await TestWire.OpenAsync(nodes.Ports[2], Role.Client);

        var written = await writer.AskAsync<WriteResponse>(5, Put("v"));
        var read = await reader.AskAsync<GetResponse>(9, new GetRequest(Key, 0, 0));

        Assert.Equal((Outcome.Ok, Outcome.Ok), (written.Outcome, read.Outcome));
        Assert.Equal("v", Encoding.UTF8.GetString(read.State.Siblings[0].Value!));
        Assert.Equal(written.Dot, read.State.Siblings[0].Dot);
    }

    [Fact]
    public async Task Client_PipelinedRequests_EachGetsItsAnswer()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        for (ulong i = 1; i <= 500; i++)
        {
            await wire.SendAsync(i, new WriteRequest(new Key($"{i}"), [1], CausalContext.Empty, false, 0, 0));
        }

        var answered = new HashSet<ulong>();
        while (answered.Count < 500)
        {
            Assert.True(answered.Add((await wire.ReadAsync())!.Value.Correlation));
        }
    }

    [Fact]
    public async Task Client_ValueOfTheLongest_IsStored()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);

        var written = await wire.AskAsync<WriteResponse>(
            1, new WriteRequest(Key, new byte[Limits.ValueBytesMax], CausalContext.Empty, false, 3, 0));
        var read = await wire.AskAsync<GetResponse>(2, new GetRequest(Key, 0, 0));

        Assert.Equal(Outcome.Ok, written.Outcome);
        Assert.Equal(Limits.ValueBytesMax, read.State.Siblings[0].Value!.Length);
    }

    [Fact]
    public async Task Client_KeyOrValueBeyondTheConfigured_IsRefusedAlone()
    {
        await using var nodes = await TestNodes.StartAsync(1, o => o with { KeyBytesMax = 2, ValueBytesMax = 3 });
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);

        var written = await wire.AskAsync<WriteResponse>(1, Put("four"));
        var read = await wire.AskAsync<GetResponse>(2, new GetRequest(new Key("abc"), 0, 0));
        var good = await wire.AskAsync<WriteResponse>(3, Put("ok"));

        Assert.Equal((Outcome.Invalid, Outcome.Invalid, Outcome.Ok), (written.Outcome, read.Outcome, good.Outcome));
        Assert.Contains("value has 4 bytes; accepted: at most 3", written.Reason);
        Assert.Contains("key has 3 bytes; accepted: at most 2", read.Reason);
    }

    [Theory]
    [InlineData(new byte[] { 5, 0, 0, 0, 9, 9, 9, 9, 9 }, "malformed")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "malformed")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F }, "longer than")]
    public async Task Client_BadFrame_IsRefusedAndOnlyItsConnectionCloses(byte[] frame, string reason)
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var other = await TestWire.OpenAsync(nodes.Port, Role.Client);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        Assert.Equal(Outcome.Ok, (await wire.AskAsync<WriteResponse>(1, Put("kept"))).Outcome);

        await wire.SendBytesAsync(frame);

        Assert.Contains(reason, Assert.IsType<Refusal>((await wire.ReadAsync())?.Message).Reason);
        Assert.Null(await wire.ReadAsync());
        var read = await other.AskAsync<GetResponse>(1, new GetRequest(Key, 0, 0));
        Assert.Equal("kept"u8.ToArray(), read.State.Siblings[0].Value);
    }

    [Fact]
    public async Task Client_ValueLongerThanAnyFrame_HearsWhy()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        var frame = new byte[4 * 1024 * 1024];
        BitConverter.TryWriteBytes(frame, frame.Length - 4);

        await wire.SendBytesAsync(frame);

        var reason = Assert.IsType<Refusal>((await wire.ReadAsync())?.Message).Reason;
        Assert.Contains("values of up to 1048576 bytes", reason);
    }

    [Fact]
    public async Task Client_RequestsBeforeABadFrame_AreAnswered()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);

        await wire.SendAsync(1, Put("v"));
        await wire.SendBytesAsync(0, 0, 0, 0);

        Assert.Equal(Outcome.Ok, Assert.IsType<WriteResponse>((await wire.ReadAsync())?.Message).Outcome);
        Assert.IsType<Refusal>((await wire.ReadAsync())?.Message);
    }

    [Fact]
    public async Task Client_EndsSendingAfterARequest_StillGetsTheAnswer()
    {
        await using var nodes = await TestNodes.StartAsync(3);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);

        await wire.SendAsync(1, Put("v"));
        wire.EndSending();

        Assert.IsType<WriteResponse>((await wire.ReadAsync())?.Message);
        Assert.Null(await wire.ReadAsync());
    }

    [Theory]
    [InlineData(Role.Client, "SetNetworkRules is no message for a Client connection")]
    [InlineData(Role.Peer, "SetNetworkRules is no message for a Peer connection")]
    public async Task Connection_MessageOfAnotherRole_IsRefused(Role role, string reason)
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.OpenAsync(nodes.Port, role, "n9", 1, 1);

        await wire.SendAsync(1, new SetNetworkRules([]));

        Assert.Equal(reason, Assert.IsType<Refusal>((await wire.ReadAsync())?.Message).Reason);
    }

    [Fact]
    public async Task Connection_AnotherProtocolVersion_IsRefused()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.ConnectAsync(nodes.Port);

        await wire.SendBytesAsync(0xDA, 0x44, 0x4C, 99);

        Assert.Contains("version 1", Assert.IsType<Refusal>((await wire.ReadAsync())?.Message).Reason);
    }

    [Fact]
    public async Task Connection_NoHelloFirst_IsRefused()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.ConnectAsync(nodes.Port);

        await wire.SendBytesAsync(Preface.Bytes.ToArray());
        await wire.SendAsync(1, new StatusRequest());

        Assert.Contains("no Hello", Assert.IsType<Refusal>((await wire.ReadAsync())?.Message).Reason);
    }

    [Fact]
    public async Task Peer_LaterConnection_TakesOverFromTheEarlier()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var first = await TestWire.OpenAsync(nodes.Port, Role.Peer, "n9", 1, 1);
        using var second = await TestWire.OpenAsync(nodes.Port, Role.Peer, "n9", 1, 2);

        await first.SendAsync(0, new GossipDigest(1));

        Assert.Contains("later connection", Assert.IsType<Refusal>((await first.ReadAsync())?.Message).Reason);
    }

    [Fact]
    public async Task Status_OfANode_HasProcessAndHostCounters()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Control);

        var status = await wire.AskAsync<StatusResponse>(1, new StatusRequest());

        Assert.Equal(Environment.ProcessId, status.ProcessId);
        var counters = status.Counters.ToDictionary(counter => counter.Name, counter => counter.Value);
        Assert.True(counters["rss_bytes"] > 1024 * 1024);
        Assert.True(counters["frames_in"] >= 1);
        Assert.True(counters["connections"] >= 1);
    }

    [Fact]
    public async Task Start_PortInUse_Throws()
    {
        await using var nodes = await TestNodes.StartAsync(1);
        var taken = nodes.Port;

        await Assert.ThrowsAsync<SocketException>(() => TestNodes.StartAsync(
            1, o => o with { Node = o.Node with { Address = o.Node.Address with { Port = taken } } }));
    }

    private static WriteRequest Put(string value) =>
        new(Key, Encoding.UTF8.GetBytes(value), CausalContext.Empty, false, 0, 0);
}
