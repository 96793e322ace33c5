using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// A cluster of node processes: spawned here, and then ended with this object, or attached to, and then left alone.
/// The shape only; its body follows.
/// </summary>
public sealed class RunningCluster : IAsyncDisposable
{
    /// <summary>All nodes, dead ones included, sorted by id.</summary>
    public IReadOnlyList<ClusterNode> Nodes { get; }

    /// <summary>Where all nodes listen, dead ones included.</summary>
    public IReadOnlyList<NodeEndpoint> Endpoints { get; }

    /// <summary>What the nodes were started with; N, R and W as the cluster itself tells them.</summary>
    public ClusterSettings Settings { get; }

    /// <summary>The ring of all members; failures do not change it.</summary>
    public HashRing Ring { get; }

    /// <summary>Whether the processes are ended when this is disposed.</summary>
    public bool OwnsProcesses { get; }

    /// <summary>Opens (once) and returns the control connection of a node, which no fault delays.</summary>
    public Task<ControlConnection> ControlOfAsync(NodeId node, CancellationToken cancellationToken);

    /// <summary>SIGKILL; returns when the process is gone, with the time of the kill.</summary>
    public Task<Instant> KillAsync(NodeId node, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a killed node again under its id and port. Returns when it answers and sees all live members, with
    /// the time it did.
    /// </summary>
    public Task<Instant> RestartAsync(NodeId node, CancellationToken cancellationToken);

    public ValueTask DisposeAsync();
}
