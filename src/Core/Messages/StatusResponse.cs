using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// How a node is, and how it sees the other members.
/// </summary>
public sealed record StatusResponse(
    NodeId Node,
    int ProcessId,
    ulong Incarnation,
    ulong RingVersion,
    string Settings,
    long KeyCount,
    long HintCount,
    bool IsRepairPaused,
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<Counter> Counters) : Message
{
    public override MessageKind Kind => MessageKind.StatusResponse;

    public static StatusResponse ReadFrom(ref WireReader reader) => new(
        reader.ReadNode(),
        reader.ReadInt(),
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadText(Limits.TextBytesMax),
        reader.ReadLong(),
        reader.ReadLong(),
        reader.ReadBool(),
        reader.ReadList<MemberView>(Limits.MembersMax),
        reader.ReadList<Counter>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteNode(Node);
        writer.WriteInt(ProcessId);
        writer.WriteVarint(Incarnation);
        writer.WriteUInt64(RingVersion);
        writer.WriteText(Settings, Limits.TextBytesMax);
        writer.WriteLong(KeyCount);
        writer.WriteLong(HintCount);
        writer.WriteBool(IsRepairPaused);
        writer.WriteList(Members, Limits.MembersMax);
        writer.WriteList(Counters);
    }
}
