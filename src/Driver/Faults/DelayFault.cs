using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Faults;

/// <summary>
/// Everything the node sends or receives waits: a little (slow), or so long that it is cut off (single partition).
/// Only control connections pass, or nothing could heal it.
/// </summary>
public sealed class DelayFault(
    string kind, int delayMs, RunningCluster cluster, LinkDirection direction = LinkDirection.Both) : IFault
{
    private const string EveryLink = "*";

    public string Kind => kind;

    public bool IsHealed => true;

    public Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation) => NodeRules.SetAsync(
        cluster, kind, node,
        new SetNetworkRules([new NetworkRule(EveryLink, direction, delayMs, 0)]), cancellation);

    public Task<Instant> HealAsync(NodeId node, CancellationToken cancellation) =>
        NodeRules.SetAsync(cluster, kind, node, new SetNetworkRules([]), cancellation);
}
