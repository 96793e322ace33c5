using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica;

/// <summary>One thing that happened to a node.</summary>
public readonly record struct NodeInput
{
    private NodeInput(NodeInputKind kind) => Kind = kind;

    public NodeInputKind Kind { get; }

    /// <summary>The request or message; null for the other kinds.</summary>
    public Message? Message { get; private init; }

    /// <summary>Where the reply to a request goes.</summary>
    public ReplyTo ReplyTo { get; private init; }

    /// <summary>The peer a message came from, or whose link went down.</summary>
    public NodeId Peer { get; private init; }

    /// <summary>The last record of the store that is now durable.</summary>
    public long Sequence { get; private init; }

    /// <summary>Why the store failed; empty for the other kinds.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>A request of a client or of the lab: get, write, ring, status, repair and so on.</summary>
    public static NodeInput Request(ReplyTo replyTo, Message request) =>
        new(NodeInputKind.Request) { ReplyTo = replyTo, Message = request };

    public static NodeInput FromPeer(NodeId peer, Message message) =>
        new(NodeInputKind.PeerMessage) { Peer = peer, Message = message };

    /// <summary>All records up to the sequence number are as durable as configured.</summary>
    public static NodeInput Durable(long sequence) => new(NodeInputKind.Durable) { Sequence = sequence };

    /// <summary>
    /// The store cannot make durable what it holds: nobody is to wait for it any longer. It may succeed later, for the
    /// records stay applied; until <see cref="Core.Storage.IReplicaStore.IsWritable"/> is true again none is added.
    /// </summary>
    public static NodeInput StoreFailed(string reason) => new(NodeInputKind.StoreFailed) { Reason = reason };

    /// <summary>
    /// The connection to a peer broke or was refused, so what was sent on it may be lost. A hint, not a proof: a host
    /// that cannot tell never says it, and every timeout still holds.
    /// </summary>
    public static NodeInput LinkDown(NodeId peer) => new(NodeInputKind.LinkDown) { Peer = peer };
}
