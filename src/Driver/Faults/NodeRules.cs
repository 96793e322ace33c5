using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Faults;

/// <summary>Sends a node the rules of one of its fault gates, over a connection that no fault delays.</summary>
internal static class NodeRules
{
    /// <summary>
    /// The time is when the node's confirmation arrived. The node tells a time too, but on its own clock, which
    /// started from the same wall clock and may have been stepped since.
    /// </summary>
    /// <exception cref="CannotRunException">The node refused them, or did not answer.</exception>
    public static async Task<Instant> SetAsync(
        RunningCluster cluster, string kind, NodeId node, Message rules, CancellationToken cancellation)
    {
        try
        {
            var done = await cluster.AskAsync<ControlDone>(node, rules, Patience.Short, cancellation);
            return done.IsDone
                ? new Instant(LabClock.Shared.NowUs)
                : throw new CannotRunException($"{node} refused the rules of {kind}: {done.Reason}");
        }
        catch (NodeConnectionException problem)
        {
            throw new CannotRunException($"{node} did not take the rules of {kind}: {problem.Message}", problem);
        }
    }
}
