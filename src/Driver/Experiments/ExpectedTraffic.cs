using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Experiments;

/// <summary>What decides which nodes an operation reaches, apart from its key.</summary>
internal sealed record ExpectedTraffic
{
    public required Routing Routing { get; init; }

    /// <summary>Clients, which sticky routing spreads over the nodes in turn.</summary>
    public required int Clients { get; init; }

    /// <summary>In the order in which clients know them.</summary>
    public required IReadOnlyList<NodeId> Nodes { get; init; }

    public required ReadFanout ReadFanout { get; init; }

    public required int ReadQuorum { get; init; }

    /// <summary>Reads by all operations, 0 to 1.</summary>
    public required double ReadShare { get; init; }

    /// <summary>How likely a client sends an operation on a key to the node.</summary>
    /// <param name="node">Its place among the nodes.</param>
    /// <param name="primaries">Of the key.</param>
    public double ChanceOf(int node, ReadOnlySpan<NodeId> primaries) => Routing switch
    {
        Routing.TokenAware => primaries.Contains(Nodes[node]) ? 1.0 / primaries.Length : 0,
        Routing.Sticky => (Clients / Nodes.Count + (node < Clients % Nodes.Count ? 1 : 0)) / (double)Clients,
        _ => 1.0 / Nodes.Count,
    };
}
