using DynamoLab.Core;

namespace DynamoLab.Node.Gate;

/// <summary>
/// One link as the fault gate sees it. <see cref="Peer"/> is what rules name: a node, or <see cref="Client"/>; each
/// connection of a client is a link of its own, all connections of a peer are one.
/// </summary>
internal readonly record struct GateLink(int Connection, string? Peer)
{
    /// <summary>What rules call clients.</summary>
    public const string Client = "client";

    /// <summary>What a rule says for every link.</summary>
    public const string Every = "*";

    /// <summary>The link no rule ever matches: calls of the lab itself must pass, or nothing could heal.</summary>
    public static readonly GateLink Ungated;

    public bool IsGated => Peer is not null;

    public static GateLink OfClient(int connection) => new(connection, Client);

    /// <param name="peer">None while only its address is known; then just the rule for every link matches.</param>
    public static GateLink OfPeer(NodeId peer) => new(0, peer.Name ?? "");
}
