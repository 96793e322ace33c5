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
        (int)reader.ReadVarint(),
        reader.ReadVarint(),
        (MemberStatus)reader.ReadByte());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteNode(Node);
        writer.WriteText(Host);
        writer.WriteVarint((ulong)Port);
        writer.WriteVarint(Incarnation);
        writer.WriteByte((byte)Status);
    }
}
