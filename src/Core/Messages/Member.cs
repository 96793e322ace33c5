using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A member as gossip tells it. Of two tellings the one with the higher incarnation holds;
/// of equal ones, the one that has left.
/// </summary>
public sealed record Member(
    NodeId Node,
    string Host,
    int Port,
    ulong Incarnation,
    MemberStatus Status) : IWireItem<Member>
{
    public static Member ReadFrom(ref WireReader reader) => new(
        reader.ReadNode(),
        reader.ReadText(Limits.TextBytesMax),
        reader.ReadInt(ushort.MaxValue),
        reader.ReadVarint(),
        reader.ReadEnum<MemberStatus>());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteNode(Node);
        writer.WriteText(Host, Limits.TextBytesMax);
        writer.WriteInt(Port, ushort.MaxValue);
        writer.WriteVarint(Incarnation);
        writer.WriteEnum(Status);
    }
}
