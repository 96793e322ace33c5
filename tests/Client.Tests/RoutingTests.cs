using DynamoLab.Client.Tests.Fakes;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Client.Tests;

/// <summary>Which node an operation goes to while all are well.</summary>
public sealed class RoutingTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly FakeNode[] _nodes = [.. "abcde".Select(c => FakeNode.Start($"{c}"))];

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Random_UsesAllNodes_TheSameOnesForTheSameSeed()
    {
        Heal(null);
        var first = await NodesOf(Routing.Random, session: 3, seed: 1);

        Assert.Equal(_nodes.Select(n => n.Id), first.Distinct().Order());
        Assert.Equal(first, await NodesOf(Routing.Random, session: 3, seed: 1));
        Assert.NotEqual(first, await NodesOf(Routing.Random, session: 3, seed: 2));
        Assert.NotEqual(first, await NodesOf(Routing.Random, session: 4, seed: 1));
    }

    [Theory]
    [InlineData(0, "a")]
    [InlineData(4, "e")]
    [InlineData(7, "c")]
    public async Task Sticky_StaysWithItsNode(int session, string node)
    {
        Heal(null);

        Assert.Equal([new NodeId(node)], (await NodesOf(Routing.Sticky, session, seed: 1)).Distinct());
    }

    [Fact]
    public async Task TokenAware_UsesAllPrimariesOfTheKeyAndNoOther()
    {
        var ring = HashRing.Of(_nodes.Select(n => n.Id), new RingOptions(Placement.FixedPartitions, 2));
        Heal(Response(ring));

        var used = await NodesOf(Routing.TokenAware, session: 0, seed: 1);

        var primaries = ring.PreferenceListOf(Given.Key.Token).Primaries.ToArray();
        Assert.Equal(primaries.Order(), used.Distinct().Order());
    }

    [Fact]
    public async Task TokenAware_PrimariesDown_FallsBackToAnother()
    {
        var ring = HashRing.Of(_nodes.Select(n => n.Id), new RingOptions(Placement.FixedPartitions, 2));
        Heal(Response(ring));
        var primaries = ring.PreferenceListOf(Given.Key.Token).Primaries.ToArray();
        foreach (var node in _nodes.Where(n => primaries.Contains(n.Id)))
        {
            node.Greet = _ => null;
        }

        await using var client = Client(Routing.TokenAware, 1);
        var result = await client.OpenSession(0).GetAsync(Given.Key);

        Assert.True(result.IsSuccess);
        Assert.Equal(primaries.Order(), result.Attempts.Take(2).Select(a => a.Node).Order());
        Assert.Equal(3, result.Attempts.Count);
    }

    [Fact]
    public async Task TokenAware_WithoutARing_UsesAllNodes()
    {
        Heal(null);

        var used = await NodesOf(Routing.TokenAware, session: 0, seed: 1);

        Assert.Equal(_nodes.Select(n => n.Id), used.Distinct().Order());
    }

    private static RingResponse Response(HashRing ring) => new(
        ring.Version, ring.Options.Placement, ring.Options.ReplicationFactor, ring.Options.TokensPerNode,
        [.. ring.Members.ToArray().Select(m => new Member(m, "h", 1, 1, MemberStatus.Joined))]);

    private void Heal(RingResponse? ring)
    {
        foreach (var node in _nodes)
        {
            node.Answer = Given.Healthy(node, ring);
        }
    }

    private DynamoClient Client(Routing routing, ulong seed) =>
        new(Given.Options(_nodes) with { Routing = routing, Seed = seed }, _time);

    private async Task<NodeId[]> NodesOf(Routing routing, int session, ulong seed)
    {
        await using var client = Client(routing, seed);
        var opened = client.OpenSession(session);
        var used = new List<NodeId>();
        for (var i = 0; i < 60; i++)
        {
            var result = await opened.GetAsync(Given.Key);
            Assert.True(result.IsSuccess, result.Error);
            used.Add(Assert.Single(result.Attempts).Node);
        }

        return [.. used];
    }
}
