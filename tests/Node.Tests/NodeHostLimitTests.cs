using System.Buffers;
using System.Net;
using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests;

/// <summary>What one connection, or all of them, can make a node hold, and how it ends.</summary>
public sealed class NodeHostLimitTests
{
    private static readonly Key Key = new("k");

    [Fact]
    public async Task Connection_OneTooMany_IsToldWhyInItsOwnProtocol()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { ConnectionsMax = 2 });
        using var first = await OpenWhenClosedAsync(nodes.Port);
        using var second = await TestWire.OpenAsync(nodes.Port, Role.Client);

        using var third = await TestWire.ConnectAsync(nodes.Port);
        await third.SendBytesAsync(Preface.Bytes.ToArray());
        var refusal = Assert.IsType<Refusal>((await third.ReadAsync())!.Value.Message);
        Assert.StartsWith("more than 2 connections", refusal.Reason, StringComparison.Ordinal);
        Assert.Null(await third.ReadAsync());

        using var http = nodes.Http();
        var answer = await http.GetAsync("status");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("more than 2 connections", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await first.AskAsync<RingResponse>(1, new RingRequest());
        second.Dispose();
        using var fourth = await OpenWhenClosedAsync(nodes.Port);
    }

    [Fact]
    public async Task Connections_FarTooManyThatSayNothing_AreAllCountedAndInTheLog()
    {
        var log = new StringWriter();
        var nodes = await TestNodes.StartAsync(
            1, options => options with { Connections = new ConnectionLimits { ConnectionsMax = 1 } },
            log: new NodeLog(log, TimeProvider.System));
        const int many = 150;
        await using (nodes)
        {
            using var only = await OpenWhenClosedAsync(nodes.Port, Role.Control);
            var before = await CounterAsync(only, "connections_refused");
            var others = await Task.WhenAll(Enumerable.Range(0, many).Select(_ => TestWire.ConnectAsync(nodes.Port)));
            await UntilAsync(async () => await CounterAsync(only, "connections_refused") == before + many);
            Array.ForEach(others, other => other.Dispose());
        }

        Assert.Contains("WARN a connection refused: more than 1 connections", $"{log}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_OneTooManyThatStaysAfterItsRefusal_IsClosed()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { HttpConnectionsMax = 0 });
        using var wire = await TestWire.ConnectAsync(nodes.Port);
        await wire.SendBytesAsync("GET /status HTTP/1.1\r\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 503", await wire.ReadTextAsync(), StringComparison.Ordinal);

        // The one that asks is left.
        await UntilAsync(async () => await CounterAsync(nodes, "connections") == 1);
    }

    [Fact]
    public async Task Strangers_WithoutEnd_AreClosedAndClientsServed()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { StrangersMax = 5 });
        using var client = await TestWire.OpenAsync(nodes.Port, Role.Client);
        var strangers = new List<TestWire>();
        for (var i = 0; i < 50; i++)
        {
            strangers.Add(await TestWire.ConnectAsync(nodes.Port));
        }

        foreach (var gone in strangers.Take(45))
        {
            Assert.Null(await gone.ReadAsync());
        }

        using var late = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await client.AskAsync<RingResponse>(1, new RingRequest());
        Assert.InRange(await CounterAsync(nodes, "connections"), 2, 2 + 5 + 1);
        strangers.ForEach(stranger => stranger.Dispose());
    }

    [Fact]
    public async Task Handshake_TooSlow_IsRefused()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { HandshakeMsMax = 100 });
        using var wire = await TestWire.ConnectAsync(nodes.Port);
        await wire.SendBytesAsync(Preface.Bytes.ToArray());
        await AssertRefusedAsync(wire, "the handshake did not end in 100 ms");
    }

    [Fact]
    public async Task Client_Idle_IsRefused()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { IdleMsMax = 100 });
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await AssertRefusedAsync(wire, "no request in 100 ms");
    }

    [Fact]
    public async Task Client_FrameByteByByte_IsRefused()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { FrameMsMax = 100 });
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await wire.SendBytesAsync(200, 0, 0, 0, 1);
        await AssertRefusedAsync(wire, "a frame was not whole in 100 ms");
    }

    [Fact]
    public async Task Client_ThatNeverReads_IsNotReadOnAndHoldsNoMore()
    {
        var limits = new ConnectionLimits { UnreadBytesMax = 64 * 1024, RequestsInFlightMax = 4 };
        await using var nodes = await StartAsync(limits);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await PutAsync(wire, 100_000);
        const int asked = 400;
        var sending = SendGetsAsync(wire, asked);

        var held = 0L;
        for (var looks = 0; looks < 50; looks++)
        {
            held = Math.Max(held, await CounterAsync(nodes, "unread_bytes"));
        }

        // What waits, and the send under way.
        Assert.InRange(held, 1, 2 * (limits.UnreadBytesMax + (5 * 101_000)));
        for (var i = 0; i < asked; i++)
        {
            Assert.Equal(Outcome.Ok, Assert.IsType<GetResponse>((await wire.ReadAsync())!.Value.Message).Outcome);
        }

        await sending;
    }

    [Fact]
    public async Task Client_ThatNeverReads_IsClosed()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { SendMsMax = 100 });
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await PutAsync(wire, Limits.ValueBytesMax);
        await SendGetsAsync(wire, 30);
        await UntilAsync(async () => await CounterAsync(nodes, "connections_refused") > 0);
    }

    [Fact]
    public async Task Clients_WithTooMuchUnreadOfAll_AreClosed()
    {
        var limits = new ConnectionLimits
        {
            UnreadBytesMax = 160 * 1024,
            UnreadBytesOfAllMax = 2 * 1024 * 1024,
            RequestBytesInFlightMax = 64 * 1024 * 1024,
            RequestBytesInFlightOfAllMax = int.MaxValue,
        };
        await using var nodes = await StartAsync(limits);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await PutAsync(wire, Limits.ValueBytesMax);
        await SendGetsAsync(wire, 30);
        await UntilAsync(async () => await CounterAsync(nodes, "connections_refused") > 0);

        using var other = await TestWire.OpenAsync(nodes.Port, Role.Client);
        Assert.Equal(Outcome.Ok, (await other.AskAsync<GetResponse>(1, new GetRequest(Key, 0, 0))).Outcome);
    }

    [Fact]
    public async Task Requests_MoreInFlightThanMayBe_WaitUnread()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { RequestsInFlightMax = 4 });
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        await control.AskAsync<ControlDone>(
            1, new SetNetworkRules([new NetworkRule("client", LinkDirection.In, 60_000, 0)]));
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await SendGetsAsync(wire, 10);
        await UntilAsync(async () => await CounterAsync(nodes, "gate_waiting") >= 4);
        Assert.Equal(4, await CounterAsync(nodes, "gate_waiting"));

        await control.AskAsync<ControlDone>(2, new SetNetworkRules([]));
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<GetResponse>((await wire.ReadAsync())!.Value.Message);
        }
    }

    [Fact]
    public async Task Requests_OfAllConnectionsMoreThanMayBe_WaitUnread()
    {
        // Before its first reply, one is expected to take 10,000 bytes.
        var limits = new ConnectionLimits
        {
            RequestBytesInFlightMax = 40_000,
            RequestBytesInFlightOfAllMax = 60_000,
        };
        await using var nodes = await StartAsync(limits);
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        await control.AskAsync<ControlDone>(
            1, new SetNetworkRules([new NetworkRule("client", LinkDirection.In, 60_000, 0)]));
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        using var other = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await SendGetsAsync(wire, 4);
        await SendGetsAsync(other, 4);
        await UntilAsync(async () => await CounterAsync(nodes, "gate_waiting") >= 6);
        Assert.Equal(6, await CounterAsync(nodes, "gate_waiting"));

        await control.AskAsync<ControlDone>(2, new SetNetworkRules([]));
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<GetResponse>((await wire.ReadAsync())!.Value.Message);
            Assert.IsType<GetResponse>((await other.ReadAsync())!.Value.Message);
        }
    }

    [Fact]
    public async Task Overloaded_ReadsAndWrites_AreRefusedUnreadAndTheRestServed()
    {
        await using var nodes = await TestNodes.StartAsync(3, o => o.Node.Id.Name == "n1"
            ? o
            : o with { Connections = new ConnectionLimits { OverloadInFlight = 0, OverloadLagMs = 0 } });
        using var spared = await TestWire.OpenAsync(nodes.Ports[0], Role.Client);
        using var wire = await TestWire.OpenAsync(nodes.Ports[1], Role.Client);
        using var http = nodes.Http(1);

        var read = await wire.AskAsync<GetResponse>(1, new GetRequest(Key, 0, 0));
        var written = await wire.AskAsync<WriteResponse>(2, Put(10));
        var answer = await http.GetAsync("kv/k");
        await wire.AskAsync<RingResponse>(3, new RingRequest());

        Assert.Equal((Outcome.Overloaded, Outcome.Overloaded), (read.Outcome, written.Outcome));
        Assert.False(written.MayBeApplied);
        Assert.EndsWith("try another node, or later", read.Reason, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("try another node", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, await CounterAsync(nodes, "requests_shed", 1));

        // What other nodes ask is always done.
        Assert.Equal(Outcome.Ok, (await spared.AskAsync<WriteResponse>(1, Put(10))).Outcome);
    }

    [Fact]
    public async Task Overloaded_ManyWaitUnread_TheOldestAreRefused()
    {
        const int asked = 200;
        await using var nodes = await StartAsync(new ConnectionLimits { OverloadUnread = 1 });
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        var frames = new ArrayBufferWriter<byte>();
        for (ulong i = 1; i <= asked; i++)
        {
            FrameCodec.Write(frames, i, new GetRequest(Key, 0, 0));
        }

        await wire.SendBytesAsync(frames.WrittenSpan.ToArray());
        var outcomes = new Outcome[asked + 1];
        for (var i = 1; i <= asked; i++)
        {
            var frame = (await wire.ReadAsync())!.Value;
            outcomes[frame.Correlation] = Assert.IsType<GetResponse>(frame.Message).Outcome;
        }

        Assert.Equal((Outcome.Overloaded, Outcome.Ok), (outcomes[1], outcomes[asked]));
    }

    [Fact]
    public async Task Siblings_OneMoreThanAreTakenSilently_AreCountedAndLoggedOnceAndNotRefused()
    {
        using var scratch = new Scratch();
        using var log = NodeLog.Open(scratch.PathOf("n1.log"), TimeProvider.System);
        await using var nodes = await TestNodes.StartAsync(1, log: log);
        using var wire = await TestWire.OpenAsync(nodes.Port, Role.Client);
        await AddSiblingsAsync(Limits.SiblingsUnwarnedMax);
        Assert.Empty(await WarningsAsync());

        await AddSiblingsAsync(1);
        Assert.Contains(
            $"WARN key 'k' has more than {Limits.SiblingsUnwarnedMax} siblings", Assert.Single(await WarningsAsync()),
            StringComparison.Ordinal);

        await AddSiblingsAsync(2);
        Assert.Single(await WarningsAsync());

        async Task AddSiblingsAsync(int count)
        {
            for (var i = 1; i <= count; i++)
            {
                Assert.Equal(Outcome.Ok, (await wire.AskAsync<WriteResponse>((ulong)i, Put(1))).Outcome);
            }
        }

        async Task<string[]> WarningsAsync()
        {
            var counted = await CounterAsync(nodes, "keys_crowded");
            var lines = await File.ReadAllLinesAsync(scratch.PathOf("n1.log"));
            var warnings = Array.FindAll(lines, line => line.Contains("siblings", StringComparison.Ordinal));
            Assert.Equal(counted, warnings.Length);
            return warnings;
        }
    }

    [Theory]
    [InlineData(-1000, HttpStatusCode.NotFound)]
    [InlineData(1000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task HttpHeaders_AroundTheLimit_AreTakenOrRefused(int beyond, HttpStatusCode status)
    {
        await using var nodes = await StartAsync(new ConnectionLimits());
        using var http = nodes.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "kv/none");
        request.Headers.Add("X-Long", new string('x', Limits.HttpHeaderBytesMax + beyond));
        Assert.Equal(status, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Http_HeadersByteByByte_AreRefused()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { HandshakeMsMax = 1000 });
        using var wire = await TestWire.ConnectAsync(nodes.Port);
        await wire.SendBytesAsync(Encoding.ASCII.GetBytes("GET /status HT"));
        Assert.StartsWith("HTTP/1.1 408", await wire.ReadTextAsync(), StringComparison.Ordinal);
    }

    private static Task<TestNodes> StartAsync(ConnectionLimits limits) =>
        TestNodes.StartAsync(1, options => options with { Connections = limits });

    private static WriteRequest Put(int valueBytes) =>
        new(Key, new byte[valueBytes], CausalContext.Empty, false, 0, 0);

    private static async Task PutAsync(TestWire wire, int valueBytes) =>
        Assert.Equal(Outcome.Ok, (await wire.AskAsync<WriteResponse>(1, Put(valueBytes))).Outcome);

    private static async Task SendGetsAsync(TestWire wire, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await wire.SendAsync((ulong)i, new GetRequest(Key, 0, 0));
        }
    }

    /// <summary>The test's own questions before may still have their connection.</summary>
    private static async Task<TestWire> OpenWhenClosedAsync(int port, Role role = Role.Client)
    {
        while (true)
        {
            var wire = await TestWire.ConnectAsync(port);
            await wire.SendBytesAsync(Preface.Bytes.ToArray());
            await wire.SendAsync(0, new Hello(role, default, 0, 0));
            if ((await wire.ReadAsync())?.Message is Welcome)
            {
                return wire;
            }

            wire.Dispose();
        }
    }

    private static async Task AssertRefusedAsync(TestWire wire, string reason)
    {
        Assert.Equal(reason, Assert.IsType<Refusal>((await wire.ReadAsync())!.Value.Message).Reason);
        Assert.Null(await wire.ReadAsync());
    }

    private static async Task<long> CounterAsync(TestNodes nodes, string name, int index = 0)
    {
        using var control = await TestWire.OpenAsync(nodes.Ports[index], Role.Control);
        return await CounterAsync(control, name);
    }

    private static async Task<long> CounterAsync(TestWire control, string name) =>
        (await control.AskAsync<StatusResponse>(1, new StatusRequest())).Counters
            .Single(counter => counter.Name == name).Value;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(5);
        }
    }
}
