using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Replica;

namespace DynamoLab.Node.Loop;

/// <summary>
/// A message on its way out: to a sink, to a peer, or to an address. Peers are looked up when it leaves, because the
/// link may have been replaced while it waited at the gate.
/// </summary>
internal readonly record struct Outgoing
{
    public IReplySink? Sink { get; private init; }

    public ulong Correlation { get; private init; }

    public NodeId Peer { get; private init; }

    public NodeAddress Address { get; private init; }

    public required Message Message { get; init; }

    /// <summary>What goes ahead of it, when its delay is measured.</summary>
    public DelayStamp? Stamp { get; private init; }

    public static Outgoing Reply(IReplySink sink, ulong correlation, Message response) =>
        new() { Sink = sink, Correlation = correlation, Message = response };

    public static Outgoing To(NodeId peer, Message message, DelayStamp? stamp) =>
        new() { Peer = peer, Message = message, Stamp = stamp };

    public static Outgoing To(NodeAddress address, Message message) => new() { Address = address, Message = message };
}
