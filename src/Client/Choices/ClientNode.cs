using DynamoLab.Client.Connections;
using DynamoLab.Core;

namespace DynamoLab.Client.Choices;

/// <summary>One of the client's nodes: its place in the options, the links to it, and how it has been found.</summary>
internal sealed class ClientNode(int index, NodeEndpoint endpoint, NodeLink[] links, NodeHealth health)
{
    public int Index { get; } = index;

    public NodeId Id { get; } = endpoint.Node;

    public NodeLink[] Links { get; } = links;

    public NodeHealth Health { get; } = health;

    /// <summary>Sessions are dealt out to the links in turn.</summary>
    public NodeLink LinkOf(int session) => Links[session % Links.Length];
}
