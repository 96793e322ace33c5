using DynamoLab.Core.Ring;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The ring as the node knows it.
/// </summary>
public sealed record RingResponse(
    ulong Version,
    Placement Placement,
    int ReplicationFactor,
    int TokensPerNode,
    IReadOnlyList<Member> Members) : Message
{
    public override MessageKind Kind => MessageKind.RingResponse;

    public static RingResponse ReadFrom(ref WireReader reader) => new(
        reader.ReadUInt64(),
        (Placement)reader.ReadByte(),
        (int)reader.ReadVarint(),
        (int)reader.ReadVarint(),
        reader.ReadList<Member>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteUInt64(Version);
        writer.WriteByte((byte)Placement);
        writer.WriteVarint((ulong)ReplicationFactor);
        writer.WriteVarint((ulong)TokensPerNode);
        writer.WriteList(Members);
    }
}
