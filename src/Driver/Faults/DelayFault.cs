using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Faults;

/// <summary>
/// Everything the node sends or receives waits: a little (slow), or so long that it is cut off (single partition).
/// Only control connections pass, or nothing could heal it.
/// </summary>
public sealed class DelayFault(string kind, int delayMs, RunningCluster cluster) : IFault
{
    private const string EveryLink = "*";

    public string Kind => kind;

    public bool IsHealed => true;

    public Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation) =>
        SetRulesAsync(node, [new NetworkRule(EveryLink, LinkDirection.Both, delayMs, 0)], cancellation);

    public Task<Instant> HealAsync(NodeId node, CancellationToken cancellation) =>
        SetRulesAsync(node, [], cancellation);

    /// <summary>
    /// The time is when the node's confirmation arrived. The node tells a time too, but on its own clock, which
    /// started from the same wall clock and may have been stepped since.
    /// </summary>
    private async Task<Instant> SetRulesAsync(
        NodeId node, IReadOnlyList<NetworkRule> rules, CancellationToken cancellation)
    {
        try
        {
            var done = await cluster.AskAsync<ControlDone>(
                node, new SetNetworkRules(rules), Patience.Short, cancellation);
            return done.IsDone
                ? new Instant(LabClock.Shared.NowUs)
                : throw new CannotRunException($"{node} refused the network rules of {kind}: {done.Reason}");
        }
        catch (NodeConnectionException problem)
        {
            throw new CannotRunException(
                $"{node} did not take the network rules of {kind}: {problem.Message}", problem);
        }
    }
}
