using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The answer to <see cref="Hello"/>: which node this is.
/// </summary>
public sealed record Welcome(NodeId Node, ulong Incarnation) : Message
{
    public override MessageKind Kind => MessageKind.Welcome;

    public static Welcome ReadFrom(ref WireReader reader) => new(reader.ReadNode(), reader.ReadVarint());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteNode(Node);
        writer.WriteVarint(Incarnation);
    }
}
