using DynamoLab.Client;
using DynamoLab.Core;

namespace DynamoLab.Driver.Cluster;

/// <summary>One node process of a running cluster.</summary>
/// <param name="Id">Its name in the ring.</param>
/// <param name="Host">Where it listens: a loopback address.</param>
/// <param name="Port">Where it listens; kept over a restart.</param>
/// <param name="ProcessId">Its process, or the last one it had.</param>
/// <param name="IsRunning">False from a kill until the restarted process is up.</param>
public sealed record ClusterNode(NodeId Id, string Host, int Port, int ProcessId, bool IsRunning)
{
    /// <summary>The secret of its cluster; null where it has none.</summary>
    public SecretFile? Secret { get; init; }

    /// <summary>What its certificate is checked with; null where it has none.</summary>
    public AuthorityFile? Authority { get; init; }

    public NodeEndpoint Endpoint => new(Id, Host, Port) { Secret = Secret?.Secret, Tls = Authority?.Tls };
}
