using DynamoLab.Core.Handshakes;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>How messages travel between nodes: over their ports, or as another host carries them.</summary>
internal interface IPeerNetwork : IAsyncDisposable
{
    /// <summary>
    /// What <c>dynamolab</c> was told of it, in words as of <see cref="NodeSettings"/>: <c>host=</c> and the like.
    /// </summary>
    string Settings { get; }

    /// <summary>From now on other nodes are heard.</summary>
    /// <param name="door">Where what they say goes in, unless it comes in by the node's port.</param>
    /// <exception cref="IOException">It cannot be; says why in one line.</exception>
    Task StartAsync(PeerDoor door);

    /// <summary>A connection to another node, not open yet.</summary>
    /// <param name="side">What it says in the handshake.</param>
    IPeerConnection Connect(CallingSide side);
}
