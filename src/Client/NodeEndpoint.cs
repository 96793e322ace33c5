using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Trust;

namespace DynamoLab.Client;

/// <summary>A node and the address it serves clients at.</summary>
/// <param name="Node">
/// The node that must answer there; one that calls itself otherwise is refused. None (only for
/// <see cref="ControlConnection"/>) takes whichever answers.
/// </param>
/// <param name="Host">A name or an IP address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record NodeEndpoint(NodeId Node, string Host, int Port)
{
    /// <summary>The cluster's secret, to be let in with; null, the default, where it has none.</summary>
    public ClusterSecret? Secret { get; init; }

    /// <summary>What the node's certificate is checked with; null, the default, where it has none.</summary>
    public ClusterTls? Tls { get; init; }

    public override string ToString() => Node.IsNone ? $"{Host}:{Port}" : $"{Node} at {Host}:{Port}";
}
