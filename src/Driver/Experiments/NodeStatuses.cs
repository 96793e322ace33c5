using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Experiments;

/// <summary>What the nodes say of themselves over their control connections, which no fault delays.</summary>
public static class NodeStatuses
{
    /// <summary>Counters that tell how it is now and not what has happened: there is nothing to take off.</summary>
    private static readonly HashSet<string> Gauges =
        ["connections", "gc_heap_bytes", "rss_bytes", "operations_in_flight"];

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>The answers of all running nodes that gave one.</summary>
    public static async Task<IReadOnlyList<StatusResponse>> AskAllAsync(
        RunningCluster cluster, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(
            cluster.Nodes.Where(node => node.IsRunning).Select(node => AskAsync(cluster, node.Id, cancellation)));
        return [.. answers.OfType<StatusResponse>()];
    }

    /// <summary>Waits until every running node sees every running node alive.</summary>
    /// <returns>False when the patience ran out first.</returns>
    public static async Task<bool> SettleAsync(
        RunningCluster cluster, TimeSpan patience, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!SeeEachOther(cluster, await AskAllAsync(cluster, cancellation)))
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                return false;
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellation);
        }

        return true;
    }

    /// <summary>Hints that running nodes hold for others.</summary>
    public static async Task<long> HintCountAsync(RunningCluster cluster, CancellationToken cancellation) =>
        (await AskAllAsync(cluster, cancellation)).Sum(status => status.HintCount);

    /// <summary>Waits until no running node holds a hint, or their number has not changed for a while.</summary>
    /// <returns>The hints that are left: those for nodes that are away.</returns>
    public static async Task<long> HintsDeliveredAsync(
        RunningCluster cluster, TimeSpan patience, CancellationToken cancellation)
    {
        var hints = await HintCountAsync(cluster, cancellation);
        var changedAt = TimeProvider.System.GetTimestamp();
        while (hints > 0 && TimeProvider.System.GetElapsedTime(changedAt) < patience)
        {
            await Task.Delay(PollInterval, TimeProvider.System, cancellation);
            var now = await HintCountAsync(cluster, cancellation);
            changedAt = now == hints ? changedAt : TimeProvider.System.GetTimestamp();
            hints = now;
        }

        return hints;
    }

    /// <param name="before">
    /// Earlier answers: what the same process had counted by then belongs to somebody else's run.
    /// </param>
    public static NodeStatus ToMetrics(StatusResponse status, IReadOnlyList<StatusResponse> before)
    {
        var earlier = before.FirstOrDefault(b => b.Node == status.Node);
        var counted = earlier?.ProcessId == status.ProcessId ? Counters(earlier) : [];
        return new NodeStatus(
            status.Node,
            Math.Max(0, status.KeyCount - (earlier?.KeyCount ?? 0)),
            Counters(status).ToDictionary(
                c => c.Key, c => Gauges.Contains(c.Key) ? c.Value : c.Value - counted.GetValueOrDefault(c.Key)));
    }

    private static Dictionary<string, long> Counters(StatusResponse status) =>
        status.Counters.GroupBy(c => c.Name).ToDictionary(c => c.Key, c => c.Last().Value);

    private static bool SeeEachOther(RunningCluster cluster, IReadOnlyList<StatusResponse> statuses)
    {
        var running = cluster.Nodes.Where(n => n.IsRunning).Select(n => n.Id).ToHashSet();
        return statuses.Count == running.Count && statuses.All(status =>
            status.Members.Count(m => m.IsAlive && running.Contains(m.Member.Node)) == running.Count);
    }

    private static async Task<StatusResponse?> AskAsync(
        RunningCluster cluster, NodeId node, CancellationToken cancellation)
    {
        try
        {
            return await cluster.AskAsync<StatusResponse>(node, new StatusRequest(), Patience.Short, cancellation);
        }
        catch (NodeConnectionException)
        {
            return null;
        }
    }
}
