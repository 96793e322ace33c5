using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests.Resp;

/// <summary>What one connection of the Redis protocol can make a node hold, and how it ends.</summary>
public sealed class RespLimitTests
{
    [Fact]
    public async Task Connection_OneTooMany_IsToldWhy()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { ConnectionsMax = 2 });
        using var first = await OpenServedAsync(nodes.Port);
        using var second = await OpenServedAsync(nodes.Port);
        using var third = await RespWire.OpenAsync(nodes.Port);
        await third.SendAsync("PING");
        Assert.StartsWith("-ERR more than 2 connections", await third.ReadLineAsync(), StringComparison.Ordinal);
        await third.ExpectEndAsync();
    }

    [Theory]
    [InlineData("*1\r\n", "-ERR the client did not say who it is in 100 ms")]
    [InlineData("*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nPI", "+PONG")]
    public async Task Client_NoCommandInTime_IsClosed(string sent, string reply)
    {
        await using var nodes = await StartAsync(
            new ConnectionLimits { HandshakeMsMax = 100, FrameMsMax = 200, IdleMsMax = 100_000 });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.SendAsync(Encoding.ASCII.GetBytes(sent));
        Assert.Equal(reply, await wire.ReadLineAsync());
        Assert.Equal(
            reply == "+PONG" ? "-ERR a frame was not whole in 200 ms" : "", await wire.ReadLineAsync());
    }

    [Fact]
    public async Task Client_WithoutTheTokenInTime_IsClosed()
    {
        await using var nodes = await TestNodes.StartAsync(1, options => options with
        {
            Secret = Secrets.Of('s'),
            Connections = new ConnectionLimits { HandshakeMsMax = 500 },
        });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync("PING", "-NOAUTH Authentication required.\r\n");
        await wire.ExpectAsync("-ERR the client did not say who it is in 500 ms\r\n");
        await wire.ExpectEndAsync();
    }

    [Fact]
    public async Task Client_Idle_IsClosed()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { IdleMsMax = 100 });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        await wire.AskAsync("PING", "+PONG\r\n");
        await wire.ExpectAsync("-ERR no request in 100 ms\r\n");
        await wire.ExpectEndAsync();
    }

    [Fact]
    public async Task Client_ThatNeverReads_IsNotReadOnAndHoldsNoMore()
    {
        var limits = new ConnectionLimits { UnreadBytesMax = 64 * 1024, RequestsInFlightMax = 4 };
        await using var nodes = await StartAsync(limits);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        var value = new string('v', 100_000);
        await wire.AskAsync($"SET k {value}", "+OK\r\n");
        const int asked = 400;
        var sending = wire.SendAsync([.. Enumerable.Repeat("MGET k k none", asked)]);

        var held = 0L;
        for (var looks = 0; looks < 50; looks++)
        {
            held = Math.Max(held, await CounterAsync(nodes, "unread_bytes"));
        }

        Assert.InRange(held, 1, limits.UnreadBytesMax + (10 * 101_000));
        for (var i = 0; i < asked; i++)
        {
            await wire.ExpectAsync($"*3\r\n$100000\r\n{value}\r\n$100000\r\n{value}\r\n$-1\r\n");
        }

        await sending;
    }

    [Fact]
    public async Task Requests_OfAllConnectionsMoreThanMayBe_WaitUnread()
    {
        await using var nodes = await StartAsync(SixAtOnce);
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        await control.AskAsync<ControlDone>(
            1, new SetNetworkRules([new NetworkRule("client", LinkDirection.In, 60_000, 0)]));
        using var wire = await RespWire.OpenAsync(nodes.Port);
        using var other = await RespWire.OpenAsync(nodes.Port);
        await wire.SendAsync([.. Enumerable.Repeat("GET k", 4)]);
        await other.SendAsync([.. Enumerable.Repeat("GET k", 4)]);
        while (await CounterAsync(nodes, "gate_waiting") < 6)
        {
        }

        Assert.Equal(6, await CounterAsync(nodes, "gate_waiting"));

        await control.AskAsync<ControlDone>(2, new SetNetworkRules([]));
        await wire.ExpectAsync(string.Concat(Enumerable.Repeat("$-1\r\n", 4)));
        await other.ExpectAsync(string.Concat(Enumerable.Repeat("$-1\r\n", 4)));
    }

    /// <summary>A command waits for parts of its own, which the node must have heard of by then.</summary>
    [Fact]
    public async Task Command_OfMorePartsThanMayBeAtOnce_IsServed()
    {
        await using var nodes = await StartAsync(SixAtOnce);
        using var wire = await RespWire.OpenAsync(nodes.Port);
        var value = new string('v', 20_000);
        await wire.AskAsync(
            $"MSET {string.Join(' ', Enumerable.Range(0, 20).Select(i => $"k{i} {value}"))}", "+OK\r\n");
        await wire.AskAsync(
            $"MGET {string.Join(' ', Enumerable.Range(0, 20).Select(i => $"k{i}"))}",
            "*20\r\n" + string.Concat(Enumerable.Repeat($"$20000\r\n{value}\r\n", 20)));
    }

    /// <summary>More keys than may be asked at once, and as many as a command may have.</summary>
    [Fact]
    public async Task Command_WithAsManyKeysAsItMayHave_IsServed()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { RequestsInFlightMax = 4 });
        using var wire = await RespWire.OpenAsync(nodes.Port);
        var keys = string.Join(' ', Enumerable.Range(0, Limits.RespArgumentsMax - 1).Select(i => $"k{i}"));
        await wire.AskAsync($"MSET {keys}", "+OK\r\n");
        await wire.AskAsync($"EXISTS {keys}", $":{Limits.KeysPerMessageMax}\r\n");
        await wire.AskAsync($"DEL {keys}", $":{Limits.KeysPerMessageMax}\r\n");
        await wire.SendAsync($"DEL {keys} one-more");
        await wire.ExpectAsync("-ERR Protocol error: invalid multibulk length; accepted: 0 to 8193\r\n");
        await wire.ExpectEndAsync();
    }

    /// <summary>Before its first reply, a request is expected to take 10,000 bytes.</summary>
    private static ConnectionLimits SixAtOnce { get; } = new()
    {
        RequestBytesInFlightMax = 40_000,
        RequestBytesInFlightOfAllMax = 60_000,
    };

    private static Task<TestNodes> StartAsync(ConnectionLimits limits) =>
        TestNodes.StartAsync(1, options => options with { Connections = limits });

    /// <summary>The test's own questions before may still have their connection: again until there is room.</summary>
    private static async Task<RespWire> OpenServedAsync(int port)
    {
        while (true)
        {
            var wire = await RespWire.OpenAsync(port);
            await wire.SendAsync("PING");
            if (await wire.ReadLineAsync() == "+PONG")
            {
                return wire;
            }

            wire.Dispose();
        }
    }

    private static async Task<long> CounterAsync(TestNodes nodes, string name)
    {
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        var status = await control.AskAsync<StatusResponse>(1, new StatusRequest());
        return status.Counters.Single(counter => counter.Name == name).Value;
    }
}
