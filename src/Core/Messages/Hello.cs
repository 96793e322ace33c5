using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The first frame of every connection: who speaks, and for peers which life and which connection of theirs,
/// so that frames of an older connection can be dropped.
/// </summary>
public sealed record Hello(Role Role, NodeId Sender, ulong Incarnation, ulong Session) : Message
{
    public override MessageKind Kind => MessageKind.Hello;

    public static Hello ReadFrom(ref WireReader reader) => new(
        reader.ReadEnum<Role>(),
        reader.ReadOptionalNode(),
        reader.ReadVarint(),
        reader.ReadVarint());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteEnum(Role);
        writer.WriteOptionalNode(Sender);
        writer.WriteVarint(Incarnation);
        writer.WriteVarint(Session);
    }
}
