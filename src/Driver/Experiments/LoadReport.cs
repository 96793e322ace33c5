using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Workloads;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Experiments;

/// <summary>Puts what nodes and keys got beside what was to be expected.</summary>
internal sealed class LoadReport(
    ExperimentOptions options, RunningCluster cluster, WorkloadPlan plan, RunObserver observer)
{
    private const int BusiestKeysMax = 10;

    private static readonly string[] OfTheWorkload =
        [HealingPhase.Undisturbed, HealingPhase.Failure, HealingPhase.Recovery];

    /// <param name="phases">What the nodes counted; without any there is no report.</param>
    /// <param name="overall">The whole run.</param>
    public LoadMetrics? Of(IReadOnlyList<CounterPhase> phases, WindowMetrics overall)
    {
        List<CounterPhase> counted = [.. phases.Where(phase => OfTheWorkload.Contains(phase.Name))];
        if (counted.Count == 0)
        {
            return null;
        }

        var shares = plan.Chooser.Shares();
        var hottest = Array.IndexOf(shares, shares.Max());
        return new LoadMetrics
        {
            Nodes = NodesOf(counted, ExpectedLoad.Of(cluster.Ring, plan.Keys.Keys, shares, TrafficOf(overall))),
            HottestKey = ShareOf(plan.Keys[hottest], overall, shares[hottest]),
            BusiestKeys = [.. observer.BusiestKeys(BusiestKeysMax).Select(key => ShareOf(
                key, overall, plan.Keys.IndexOf(key) is var index and >= 0 ? shares[index] : 0))],
        };
    }

    private ExpectedTraffic TrafficOf(WindowMetrics overall) => new()
    {
        Routing = options.Routing,
        Clients = options.Concurrency,
        Nodes = [.. cluster.Endpoints.Select(endpoint => endpoint.Node)],
        ReadFanout = cluster.Settings.ReadFanout,
        ReadQuorum = cluster.Settings.ReadQuorum,
        ReadShare = overall.Operations.TryGetValue("READ", out var reads)
            ? (double)reads.Attempted / overall.Attempted
            : 0,
    };

    private KeyShare ShareOf(Key key, WindowMetrics overall, double expected)
    {
        var operations = observer.OperationsOf(key);
        return new KeyShare(
            key.ToString(),
            operations,
            overall.Attempted == 0 ? null : (double)operations / overall.Attempted,
            expected);
    }

    private List<NodeShare> NodesOf(List<CounterPhase> phases, ExpectedLoad expected)
    {
        long Count(NodeId node, params ReadOnlySpan<string> counters)
        {
            var count = 0L;
            foreach (var counter in counters)
            {
                count += phases.Sum(phase => phase[node, counter]);
            }

            return count;
        }

        var sorted = cluster.Endpoints.Select(endpoint => endpoint.Node).Order();
        List<NodeShare> nodes = [.. sorted.Select(node => new NodeShare
        {
            Node = node.Name,
            CoordinatedReads = Count(node, "reads_coordinated"),
            CoordinatedWrites = Count(node, "writes_coordinated"),
            ReplicaReads = Count(node, "replica_reads", "own_reads"),
            ReplicaWrites = Count(node, "replica_writes", "writes_coordinated"),
            CoordinatedShare = null,
            ExpectedCoordinatedShare = expected.CoordinatedShareOf(node),
            ReplicaShare = null,
            ExpectedReplicaShare = expected.ReplicaShareOf(node),
        })];
        return WithShares(nodes);
    }

    private static List<NodeShare> WithShares(List<NodeShare> nodes)
    {
        var coordinated = nodes.Sum(node => node.CoordinatedReads + node.CoordinatedWrites);
        var replica = nodes.Sum(node => node.ReplicaReads + node.ReplicaWrites);
        return nodes.ConvertAll(node => node with
        {
            CoordinatedShare =
                coordinated == 0 ? null : (double)(node.CoordinatedReads + node.CoordinatedWrites) / coordinated,
            ReplicaShare = replica == 0 ? null : (double)(node.ReplicaReads + node.ReplicaWrites) / replica,
        });
    }
}
