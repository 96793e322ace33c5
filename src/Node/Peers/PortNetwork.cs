using DynamoLab.Core.Handshakes;
using DynamoLab.Node.Options;
using DynamoLab.Node.Sockets;
using DynamoLab.Trust;

namespace DynamoLab.Node.Peers;

/// <summary>Nodes connect to each other's ports, where they are heard by who listens there for clients too.</summary>
/// <param name="options">What the node was told.</param>
/// <param name="reactor">Who waits for its sockets; null: .NET does.</param>
internal sealed class PortNetwork(HostOptions options, Reactor? reactor) : IPeerNetwork
{
    public string Settings => $"host=embedded peer_sockets={PeerSockets}";

    /// <summary>Null where the cluster does without.</summary>
    public ClusterTls? Tls => options.Tls;

    public PeerSockets PeerSockets => options.PeerSockets;

    public Reactor? Reactor => reactor;

    public Task StartAsync(PeerDoor door) => Task.CompletedTask;

    public IPeerConnection Connect(CallingSide side) => new PeerConnection(side, this);

    public ValueTask DisposeAsync() => default;
}
