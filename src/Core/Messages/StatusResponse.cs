using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// How a node is. ReadyMembers counts members it sees alive, itself included.
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
        (int)reader.ReadVarint(),
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadText(Limits.TextBytesMax),
        (long)reader.ReadVarint(),
        (long)reader.ReadVarint(),
        reader.ReadBool(),
        reader.ReadList<MemberView>(),
        reader.ReadList<Counter>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteNode(Node);
        writer.WriteVarint((ulong)ProcessId);
        writer.WriteVarint(Incarnation);
        writer.WriteUInt64(RingVersion);
        writer.WriteText(Settings);
        writer.WriteVarint((ulong)KeyCount);
        writer.WriteVarint((ulong)HintCount);
        writer.WriteBool(IsRepairPaused);
        writer.WriteList(Members);
        writer.WriteList(Counters);
    }
}
