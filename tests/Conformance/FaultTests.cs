using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Conformance;

/// <summary>What crashed, cut and slow nodes do to the others, and how they come back.</summary>
public sealed class FaultTests
{
    private static readonly NetworkRule Cut = new("*", LinkDirection.Both, 60_000, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [BuiltHosts]
    public async Task Crash_OfOneOfThree_WritesGoOnAndTheRestartedNodeIsRefilled(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        await using var client = cluster.Client();
        var session = client.OpenSession(0);
        var keys = Keys(50);

        await cluster[2].KillAsync();
        await PutAllAsync(session, keys);
        cluster[2].LoseData();
        cluster.Restart(2);
        await cluster.UntilAllSeeAllAsync();

        await UntilEqualAsync(cluster, keys, 2);
    }

    [Theory]
    [BuiltHosts]
    public async Task Cut_OfOneOfFive_OthersServeAndItCatchesUpAfterwards(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 5);
        await using var client = cluster.Client();
        var keys = Keys(50);

        await cluster.SetRulesAsync(4, Cut);
        await PutAllAsync(client.OpenSession(0), keys);
        await HostCluster.UntilAsync(
            async () =>
            {
                var status = await cluster.AskAsync<StatusResponse>(0, new StatusRequest());
                return status.Members.Count(m => !m.IsAlive) == 1;
            },
            "the cut node is not suspected: gossip or pings pass the cut");

        await cluster.SetRulesAsync(4);
        await cluster.UntilAllSeeAllAsync();
        await RepairAsync(cluster, rounds: 6);
        await AssertConvergedAsync(cluster, keys);
    }

    [Theory]
    [BuiltHosts]
    public async Task Slow_Node_AnswersLateButAnswers(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3);
        await using var client = cluster.Client(o => o with { Failover = false });
        await cluster.SetRulesAsync(0, new NetworkRule("*", LinkDirection.Both, 100, 0));

        var put = await client.OpenSession(0).PutAsync(new Key("k"), [1], CausalContext.Empty, Token);

        // In and out at the client, out and in at the replicas: four waits of 100 ms each at least.
        Assert.True(put.IsSuccess, put.Error);
        Assert.True(put.Attempts[0].EndedAtUs - put.Attempts[0].StartedAtUs >= 400_000);
    }

    [Theory]
    [BuiltHosts]
    public async Task Strict_WithTwoOfThreeDown_SaysWhatWasNeededAndGot(string host)
    {
        await using var cluster = await HostCluster.StartAsync(host, 3, "--quorum", "strict");
        await using var client = cluster.Client(o => o with { Failover = false });
        await cluster[1].KillAsync();
        await cluster[2].KillAsync();

        var put = await client.OpenSession(0).PutAsync(new Key("k"), [1], CausalContext.Empty, Token);

        Assert.False(put.IsSuccess);
        Assert.True(put.MayBeApplied);
        Assert.Equal((2, 1), (put.Quorum.Needed, put.Quorum.Got));
        Assert.Contains("needed 2, got 1", put.Error, StringComparison.Ordinal);
    }

    private static Key[] Keys(int count) => [.. Enumerable.Range(0, count).Select(i => new Key($"key{i:0000}"))];

    private static async Task PutAllAsync(ClientSession session, Key[] keys)
    {
        foreach (var key in keys)
        {
            var put = await session.PutAsync(key, [1, 2, 3], CausalContext.Empty, Token);
            Assert.True(put.IsSuccess, put.Error);
        }
    }

    private static async Task UntilEqualAsync(HostCluster cluster, Key[] keys, int node)
    {
        foreach (var key in keys)
        {
            var hash = await cluster.HashAtAsync(0, key);
            await HostCluster.UntilAsync(
                async () => await cluster.HashAtAsync(node, key) == hash, $"{key} did not come back to node {node}");
        }
    }

    private static async Task RepairAsync(HostCluster cluster, int rounds)
    {
        NodeId[] nodes = [.. cluster.Endpoints.Select(e => e.Node)];
        for (var round = 1; round <= rounds; round++)
        {
            var request = new RepairRound(round, 7, 5000, nodes);
            var done = await Task.WhenAll(
                Enumerable.Range(0, nodes.Length).Select(i => cluster.AskAsync<RepairRoundDone>(i, request)));
            Assert.All(done, d => Assert.Equal(0, d.TimedOut));
        }
    }

    /// <summary>Among all nodes there is one state per key, held by at least the three primaries.</summary>
    private static async Task AssertConvergedAsync(HostCluster cluster, Key[] keys)
    {
        var ring = await cluster.AskAsync<RingResponse>(0, new RingRequest());
        var rebuilt = Core.Ring.HashRing.Of(
            ring.Members.Select(m => m.Node),
            new Core.Ring.RingOptions(ring.Placement, ring.ReplicationFactor, ring.TokensPerNode));
        NodeId[] nodes = [.. cluster.Endpoints.Select(e => e.Node)];
        foreach (var key in keys)
        {
            var hashes = new HashSet<ulong>();
            foreach (var primary in rebuilt.PreferenceListOf(key.Token).Primaries.ToArray())
            {
                hashes.Add(await cluster.HashAtAsync(Array.IndexOf(nodes, primary), key));
            }

            Assert.DoesNotContain(0UL, hashes);
            Assert.Single(hashes);
        }
    }
}
