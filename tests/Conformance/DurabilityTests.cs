using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Conformance;

/// <summary>What survives a process, and what a disk that fails does to clients.</summary>
public sealed class DurabilityTests
{
    private static readonly string[] WithoutBackground = ["--anti_entropy_interval_ms", "0", "--reap_interval_ms", "0"];
    private static readonly DiskRule Full = new("*", 0, 0, DiskFault.Full);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [BuiltHosts]
    public async Task Kill_OfAll_RestartedAloneOnTheirData_HaveEveryKeyAndFindEachOther(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3, [.. WithoutBackground, "--durability", "sync"]);
        var before = await PutAllAsync(cluster, 0, 50);
        await UntilEverywhereAsync(cluster, before, 1);
        await UntilEverywhereAsync(cluster, before, 2);

        for (var i = 0; i < 3; i++)
        {
            await cluster[i].KillAsync();
        }

        for (var i = 0; i < 3; i++)
        {
            cluster.RestartAlone(i);
        }

        await cluster.UntilAllSeeAllAsync();
        for (var i = 0; i < 3; i++)
        {
            await AssertHoldsAsync(cluster, before, i);
        }
    }

    [Theory]
    [BuiltHosts]
    public async Task Kill_OfANodeWithHints_RestartedOnItsData_DeliversThem(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 4, WithoutBackground);
        await cluster[3].KillAsync();
        var written = await PutAllAsync(cluster, 0, 60);
        await HostCluster.UntilAsync(
            async () => await cluster.HintCountAsync(1) > 0, "the second node holds no hint for the one that is away");
        var held = await cluster.HintCountAsync(1);

        await cluster[1].KillAsync();
        cluster.RestartAlone(1);
        await HostCluster.UntilAsync(
            async () => await cluster.HintCountAsync(1) >= held, $"fewer than {held} hints after the restart");

        cluster.RestartAlone(3);
        await cluster.UntilAllSeeAllAsync();
        await HostCluster.UntilAsync(
            async () => await cluster.HintCountAsync(1) == 0, "its hints are not delivered");
        await AssertPrimariesHoldAsync(cluster, written);
    }

    [Theory]
    [BuiltHosts]
    public async Task Start_OnDataInUse_IsRefusedWithOneLine(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 1);

        var (exitCode, error) = await cluster[0].StartSecondAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("which another process uses", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [BuiltHosts]
    public async Task Terminate_ThenRestart_GoesOnInTheSameEpoch(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 1, "--N", "1", "--R", "1", "--W", "1");
        await using var client = cluster.Client();
        var key = new Key("k");
        var first = await client.OpenSession(0).PutAsync(key, [1], CausalContext.Empty, Token);

        Assert.Equal(0, await cluster[0].SignalAsync("TERM"));
        cluster.RestartAlone(0);
        await cluster.UntilAllSeeAllAsync();
        var second = await client.OpenSession(0).PutAsync(key, [2], first.Context, Token);
        await cluster[0].KillAsync();
        cluster.RestartAlone(0);
        await cluster.UntilAllSeeAllAsync();
        var third = await client.OpenSession(0).PutAsync(key, [3], second.Context, Token);

        Assert.Equal(first.Dot.Actor, second.Dot.Actor);
        Assert.True(third.Dot.Actor.Epoch > second.Dot.Actor.Epoch, $"{third.Dot} after a kill, {second.Dot} before");
    }

    [Theory]
    [BuiltHosts]
    public async Task FullDisk_RefusesWritesWithTheReason_AndTakesThemAgain(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        await using var client = cluster.Client(o => o with { Failover = false });
        var session = client.OpenSession(0);
        var key = new Key("k");
        await session.PutAsync(key, [1], CausalContext.Empty, Token);

        Assert.True((await cluster.SetDiskRulesAsync(0, Full)).IsDone);
        await session.PutAsync(key, [2], CausalContext.Empty, Token);
        var refused = await session.PutAsync(key, [3], CausalContext.Empty, Token);

        Assert.False(refused.IsSuccess);
        Assert.Contains("no space left", refused.Error, StringComparison.Ordinal);
        Assert.True((await session.GetAsync(key, Token)).IsSuccess);

        await cluster.SetDiskRulesAsync(0);
        await HostCluster.UntilAsync(
            async () => (await session.PutAsync(key, [4], CausalContext.Empty, Token)).IsSuccess,
            "writes do not come back with the space");
    }

    private static async Task<Dictionary<Key, ulong>> PutAllAsync(HostCluster cluster, int node, int count)
    {
        await using var client = cluster.Client();
        var session = client.OpenSession(node);
        var keys = Enumerable.Range(0, count).Select(i => new Key($"key{i:0000}")).ToList();
        foreach (var key in keys)
        {
            var put = await session.PutAsync(key, [1, 2, 3], CausalContext.Empty, Token);
            Assert.True(put.IsSuccess, put.Error);
        }

        var hashes = new Dictionary<Key, ulong>();
        foreach (var key in keys)
        {
            hashes[key] = await cluster.HashAtAsync(node, key);
        }

        return hashes;
    }

    private static async Task UntilEverywhereAsync(HostCluster cluster, Dictionary<Key, ulong> keys, int node)
    {
        foreach (var (key, hash) in keys)
        {
            await HostCluster.UntilAsync(
                async () => await cluster.HashAtAsync(node, key) == hash, $"{key} did not come to node {node}");
        }
    }

    private static async Task AssertHoldsAsync(HostCluster cluster, Dictionary<Key, ulong> keys, int node)
    {
        foreach (var (key, hash) in keys)
        {
            Assert.Equal(hash, await cluster.HashAtAsync(node, key));
        }
    }

    private static async Task AssertPrimariesHoldAsync(HostCluster cluster, Dictionary<Key, ulong> keys)
    {
        var ring = await cluster.AskAsync<RingResponse>(0, new RingRequest());
        var rebuilt = Core.Ring.HashRing.Of(
            ring.Members.Select(m => m.Node),
            new Core.Ring.RingOptions(ring.Placement, ring.ReplicationFactor, ring.TokensPerNode));
        NodeId[] nodes = [.. cluster.Endpoints.Select(e => e.Node)];
        foreach (var key in keys.Keys)
        {
            foreach (var primary in rebuilt.PreferenceListOf(key.Token).Primaries.ToArray())
            {
                await HostCluster.UntilAsync(
                    async () => await cluster.HashAtAsync(Array.IndexOf(nodes, primary), key) != 0,
                    $"{key} did not come to {primary}");
            }
        }
    }
}
