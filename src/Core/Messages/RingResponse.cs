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
        reader.ReadEnum<Placement>(),
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadList<Member>(Limits.MembersMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteUInt64(Version);
        writer.WriteEnum(Placement);
        writer.WriteInt(ReplicationFactor);
        writer.WriteInt(TokensPerNode);
        writer.WriteList(Members, Limits.MembersMax);
    }
}
