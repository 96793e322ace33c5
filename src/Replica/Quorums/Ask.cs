using DynamoLab.Core;

namespace DynamoLab.Replica.Quorums;

/// <summary>A node asked for the part of one primary: itself, or a fallback standing in for it.</summary>
internal struct Ask(NodeId primary, NodeId node, Instant at)
{
    public NodeId Primary { get; } = primary;

    public NodeId Node { get; } = node;

    public Instant At { get; } = at;

    public AskStatus Status { get; set; } = AskStatus.Waiting;

    public readonly bool IsStandIn => Primary != Node;
}
