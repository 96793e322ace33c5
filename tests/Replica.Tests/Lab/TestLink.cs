using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>One direction between two nodes. What is sent arrives in order, late, on heal, or not at all.</summary>
internal sealed class TestLink(NodeId from, NodeId to)
{
    public const int DelayMsDefault = 1;

    public NodeId From { get; } = from;

    public NodeId To { get; } = to;

    public int DelayMs { get; set; } = DelayMsDefault;

    /// <summary>A cut link keeps its messages until it heals.</summary>
    public bool IsCut { get; set; }

    /// <summary>A losing link keeps nothing.</summary>
    public bool IsLosing { get; set; }

    /// <summary>When the last message sent arrives: none overtakes it.</summary>
    public Instant LastArrival { get; set; } = Instant.Zero;

    public Queue<Message> Waiting { get; } = new();
}
