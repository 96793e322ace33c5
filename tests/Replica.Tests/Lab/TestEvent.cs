using DynamoLab.Core;
using DynamoLab.Simulation.Tracing;

namespace DynamoLab.Replica.Tests.Lab;

/// <summary>Something worth a line in a trace.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="From">The sender, or the node it happened on.</param>
/// <param name="To">The receiver of a message; none otherwise.</param>
/// <param name="What">The message, the reply's response, or the sequence number made durable.</param>
/// <param name="Number">The correlation of a reply, or the sequence number made durable.</param>
internal readonly record struct TestEvent(
    TestEventKind Kind, NodeId From, NodeId To, Core.Messages.Message? What, ulong Number)
{
    /// <summary>One line, with the time in milliseconds since the start.</summary>
    public string ToLine(Instant now)
    {
        var text = Kind switch
        {
            TestEventKind.Persisted => $"{From} persists through {Number}",
            TestEventKind.Replied => $"{From} replies {MessageText.Of(What!)}",
            TestEventKind.Delivered => $"{From} → {To} {MessageText.Of(What!)}",
            TestEventKind.Held => $"{From} ┤ {To} {MessageText.Of(What!)} waits",
            _ => $"{From} × {To} {MessageText.Of(What!)} is lost",
        };
        return $"{now.UsSince(TestCluster.Start) / 1000,6}  {text}";
    }
}
