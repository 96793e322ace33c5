using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Sent by every member to every other: nothing sent before it on this link is still under way.
/// </summary>
public sealed record ReapBarrier(ulong Reap, NodeId Coordinator) : Message
{
    public override MessageKind Kind => MessageKind.ReapBarrier;

    public static ReapBarrier ReadFrom(ref WireReader reader) => new(reader.ReadVarint(), reader.ReadNode());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Reap);
        writer.WriteNode(Coordinator);
    }
}
