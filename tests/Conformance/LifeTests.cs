using System.Net.Sockets;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Conformance;

/// <summary>Starting, stopping, and what a node does with bytes that are not its protocol.</summary>
public sealed class LifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [BuiltHosts]
    public async Task Terminate_Node_EndsWithZero(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 1);

        Assert.Equal(0, await cluster[0].SignalAsync("TERM"));
    }

    [Theory]
    [BuiltHosts]
    public async Task Terminate_WithWritesInFlight_AnswersThemFirst(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3, "--durability", "sync");
        await using var client = cluster.Client(o => o with { Failover = false, Nodes = [o.Nodes[0]] });
        var session = client.OpenSession(0);
        Assert.True((await session.PutAsync(new Key("first"), [1], CausalContext.Empty, Token)).IsSuccess);
        Assert.True((await cluster.SetDiskRulesAsync(0, new DiskRule("*", 0, 500_000, DiskFault.None))).IsDone);

        var puts = Enumerable.Range(0, 50)
            .Select(i => client.OpenSession(i).PutAsync(new Key($"key{i}"), [1], CausalContext.Empty, Token).AsTask())
            .ToList();
        await HostCluster.UntilAsync(
            async () => await cluster.HashAtAsync(0, new Key("key49")) != 0
                || await cluster.HashAtAsync(1, new Key("key49")) != 0,
            "the last write has not begun");
        var ended = cluster[0].SignalAsync("TERM");

        Assert.All(await Task.WhenAll(puts), put => Assert.True(put.IsSuccess, put.Error));
        Assert.Equal(0, await ended);
    }

    [Theory]
    [BuiltHosts]
    public async Task ParentGone_Node_Leaves(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 1);

        Assert.Equal(0, await cluster[0].CloseInputAsync());
    }

    [Theory]
    [BuiltHosts]
    public async Task Garbage_OnOneConnection_ClosesOnlyThatOne(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 1, "--N", "1", "--R", "1", "--W", "1");
        await using var client = cluster.Client();
        var session = client.OpenSession(0);
        await session.PutAsync(new Key("k"), [1], CausalContext.Empty, Token);

        using var stranger = new TcpClient("127.0.0.1", cluster[0].Endpoint.Port);
        var stream = stranger.GetStream();
        await stream.WriteAsync(new byte[] { 0xDA, 0x44, 0x4C, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3 }, Token);
        var rest = new MemoryStream();
        await stream.CopyToAsync(rest, Token);

        var get = await session.GetAsync(new Key("k"), Token);
        Assert.True(get.IsSuccess, get.Error);
        Assert.Single(get.Attempts);
    }

    [Theory]
    [BuiltHosts]
    public async Task Http_PutThenGet_GivesTheValueAndItsContext(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        using var http = new HttpClient { BaseAddress = cluster[1].Http };

        using var put = await http.PutAsync("kv/tea", new ByteArrayContent("green"u8.ToArray()), Token);
        using var second = await http.PutAsync("kv/tea", new ByteArrayContent("black"u8.ToArray()), Token);
        using var siblings = await http.GetAsync("kv/tea", Token);

        Assert.Equal(204, (int)put.StatusCode);
        Assert.Equal(300, (int)siblings.StatusCode);
        var context = Assert.Single(siblings.Headers.GetValues("X-Dynamo-Context"));

        using var resolve = new HttpRequestMessage(HttpMethod.Put, "kv/tea");
        resolve.Headers.Add("X-Dynamo-Context", context);
        resolve.Content = new ByteArrayContent("mixed"u8.ToArray());
        using var resolved = await http.SendAsync(resolve, Token);
        Assert.Equal(204, (int)resolved.StatusCode);
        Assert.Equal("mixed", await http.GetStringAsync("kv/tea", Token));

        Assert.Contains("node1", await http.GetStringAsync("status", Token), StringComparison.Ordinal);
        Assert.Contains("node3", await http.GetStringAsync("ring", Token), StringComparison.Ordinal);
        Assert.Contains("# TYPE dynamolab_", await http.GetStringAsync("metrics", Token), StringComparison.Ordinal);
    }
}
