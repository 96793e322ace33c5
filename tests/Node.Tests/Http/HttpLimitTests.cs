using System.Net;
using System.Net.Sockets;
using System.Text;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests.Http;

/// <summary>What HTTP requests can make a node hold.</summary>
public sealed class HttpLimitTests
{
    [Fact]
    public async Task Requests_OfAllConnectionsMoreThanMayBe_Wait()
    {
        // Before the first reply, one is expected to take 10,000 bytes.
        await using var nodes = await StartAsync(new ConnectionLimits
        {
            RequestBytesInFlightMax = 40_000,
            RequestBytesInFlightOfAllMax = 60_000,
        });
        using var control = await TestWire.OpenAsync(nodes.Port, Role.Control);
        await control.AskAsync<ControlDone>(
            1, new SetNetworkRules([new NetworkRule("client", LinkDirection.In, 60_000, 0)]));
        using var http = nodes.Http();
        var asked = Enumerable.Range(0, 8).Select(_ => http.GetAsync("kv/k")).ToList();
        ulong questions = 1;
        async Task<long> CounterAsync(string name) =>
            (await control.AskAsync<StatusResponse>(++questions, new StatusRequest()))
                .Counters.Single(counter => counter.Name == name).Value;
        while (await CounterAsync("http_requests") < 8 || await CounterAsync("gate_waiting") < 6)
        {
        }

        Assert.Equal(6, await CounterAsync("gate_waiting"));
        using (var status = await http.GetAsync("status"))
        {
            Assert.Equal(HttpStatusCode.OK, status.StatusCode);
        }

        await control.AskAsync<ControlDone>(++questions, new SetNetworkRules([]));
        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task Bodies_OfAllConnectionsMoreThanMayBe_AreNotReadOn()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { HttpBodyBytesOfAllMax = 100_000 });
        using var first = await PutAsync(nodes.Port, 50_001);
        Assert.Equal("HTTP/1.1 100 Continue", await LineAsync(first));
        using var second = await PutAsync(nodes.Port, 50_000);
        using var third = await PutAsync(nodes.Port, 50_000);
        using var http = nodes.Http();
        using (var stored = await http.PutAsync("kv/short", new ByteArrayContent(new byte[8 * 1024])))
        {
            Assert.Equal(HttpStatusCode.NoContent, stored.StatusCode);
        }

        Assert.Equal(0, second.Available);
        Assert.Equal(0, third.Available);

        first.Dispose();
        foreach (var next in new[] { second, third })
        {
            Assert.Equal("HTTP/1.1 100 Continue", await LineAsync(next));
            await next.GetStream().WriteAsync(new byte[50_000]);
            Assert.Equal("", await LineAsync(next));
            Assert.Equal("HTTP/1.1 204 No Content", await LineAsync(next));
        }
    }

    [Fact]
    public async Task Body_NotWholeInTime_IsRefused()
    {
        await using var nodes = await StartAsync(new ConnectionLimits { FrameMsMax = 200 });
        using var client = await PutAsync(nodes.Port, 100);
        Assert.Equal("HTTP/1.1 100 Continue", await LineAsync(client));
        await client.GetStream().WriteAsync(new byte[99]);

        Assert.Equal("", await LineAsync(client));
        Assert.Equal("HTTP/1.1 408 Request Timeout", await LineAsync(client));
    }

    private static Task<TestNodes> StartAsync(ConnectionLimits limits) =>
        TestNodes.StartAsync(1, o => o with { Connections = limits });

    /// <summary>The head of a request, which is answered as soon as the body is to come.</summary>
    private static async Task<TcpClient> PutAsync(int port, int bytes)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT /kv/k HTTP/1.1\r\nHost: n\r\nExpect: 100-continue\r\nContent-Length: {bytes}\r\n\r\n"));
        return client;
    }

    private static async Task<string> LineAsync(TcpClient client)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal)
            && await client.GetStream().ReadAsync(one) > 0)
        {
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd();
    }
}
