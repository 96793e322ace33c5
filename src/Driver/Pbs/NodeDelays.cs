using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Pbs;

/// <summary>The one-way delays that the nodes of a run have recorded.</summary>
internal static class NodeDelays
{
    public const string FileName = "delays.json";

    /// <summary>Has all running nodes begin anew.</summary>
    public static async Task ClearAsync(RunningCluster cluster, CancellationToken cancellation) =>
        await AskAllAsync(cluster, clears: true, cancellation);

    /// <summary>What the running nodes have recorded; who gives no answer is left out.</summary>
    /// <param name="sinceUs">Since when, on the operations' clock.</param>
    public static async Task<string> ReadAsync(
        RunningCluster cluster, long sinceUs, CancellationToken cancellation) => DelaysJson.Of(
            sinceUs, [.. cluster.Nodes.Select(n => n.Id)], await AskAllAsync(cluster, clears: false, cancellation));

    private static async Task<IReadOnlyList<(NodeId Node, DelaysResponse Answer)>> AskAllAsync(
        RunningCluster cluster, bool clears, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(cluster.Nodes.Where(n => n.IsRunning).Select(
            async node => (node.Id, await AskAsync(cluster, node.Id, clears, cancellation))));
        return [.. from answer in answers where answer.Item2 is not null select (answer.Id, answer.Item2)];
    }

    private static async Task<DelaysResponse?> AskAsync(
        RunningCluster cluster, NodeId node, bool clears, CancellationToken cancellation)
    {
        try
        {
            return await cluster.AskAsync<DelaysResponse>(node, new DelaysRequest(clears), cancellation);
        }
        catch (NodeConnectionException)
        {
            return null;
        }
    }
}
