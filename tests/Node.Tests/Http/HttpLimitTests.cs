using System.Net;
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
        await using var nodes = await TestNodes.StartAsync(1, o => o with
        {
            Connections = new ConnectionLimits
            {
                RequestBytesInFlightMax = 320_000,
                RequestBytesInFlightOfAllMax = 60_000,
            },
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
}
