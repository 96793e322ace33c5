using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Connections;
using DynamoLab.Node.Gate;
using DynamoLab.Replica;

namespace DynamoLab.Node.Loop;

/// <summary>One thing that arrived at the node's loop.</summary>
internal readonly record struct NodeEvent
{
    public NodeEventKind Kind { get; private init; }

    public ReplyTo ReplyTo { get; private init; }

    public Message? Message { get; private init; }

    /// <summary>The link it came over, as the fault gate sees it.</summary>
    public GateLink Link { get; private init; }

    /// <summary>Its size on the wire; 0 where it did not come in a frame.</summary>
    public int Bytes { get; private init; }

    /// <summary>The connection a peer's message came over.</summary>
    public PeerSession? Session { get; private init; }

    /// <summary>What came ahead of a peer's message whose delay is measured.</summary>
    public DelayStamp? Stamp { get; private init; }

    /// <summary>The peer whose link broke.</summary>
    public NodeId Peer { get; private init; }

    public static NodeEvent Request(ReplyTo replyTo, GateLink link, Message request, int bytes) =>
        new() { Kind = NodeEventKind.Request, ReplyTo = replyTo, Link = link, Message = request, Bytes = bytes };

    public static NodeEvent FromPeer(PeerSession session, Message message, int bytes, DelayStamp? stamp = null)
    {
        var link = GateLink.OfPeer(session.Peer);
        return new()
        {
            Kind = NodeEventKind.PeerMessage,
            Session = session,
            Link = link,
            Message = message,
            Bytes = bytes,
            Stamp = stamp,
        };
    }

    public static NodeEvent LinkDown(NodeId peer) => new() { Kind = NodeEventKind.LinkDown, Peer = peer };
}
