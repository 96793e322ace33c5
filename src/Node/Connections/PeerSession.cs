using DynamoLab.Core;

namespace DynamoLab.Node.Connections;

/// <summary>One connection another node opened to this one, in one of its lives.</summary>
internal sealed class PeerSession(NodeId peer, ulong incarnation, ulong number)
{
    private volatile bool _isSuperseded;

    public NodeId Peer { get; } = peer;

    public ulong Incarnation { get; } = incarnation;

    public ulong Number { get; } = number;

    /// <summary>
    /// True once the peer has opened a later connection: frames that still come over this one are dropped.
    /// </summary>
    public bool IsSuperseded => _isSuperseded;

    public void Supersede() => _isSuperseded = true;
}
