using DynamoLab.Core.Handshakes;
using DynamoLab.Trust;

namespace DynamoLab.Node.Peers;

/// <summary>Nodes connect to each other's ports, where they are heard by who listens there for clients too.</summary>
/// <param name="tls">Null where the cluster does without.</param>
internal sealed class PortNetwork(ClusterTls? tls) : IPeerNetwork
{
    public string Host => "embedded";

    public Task StartAsync(PeerDoor door) => Task.CompletedTask;

    public IPeerConnection Connect(CallingSide side) => new PeerConnection(side, tls);

    public ValueTask DisposeAsync() => default;
}
