using DynamoLab.Core;

namespace DynamoLab.Replica.Operations;

/// <summary>Who waits for a write: a client of this node, or the node that forwarded it.</summary>
internal readonly record struct WriteOrigin(ReplyTo Client, NodeId Forwarder, ulong ForwardOperation);
