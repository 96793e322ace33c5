using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The whole state of a key, to be merged. HintFor names the primary a fallback holds it for, or nobody.
/// </summary>
public sealed record ReplicateRequest(
    ulong Operation,
    ulong RingVersion,
    ReplicationCause Cause,
    NodeId HintFor,
    Key Key,
    ObjectState State) : Message
{
    public override MessageKind Kind => MessageKind.ReplicateRequest;

    public static ReplicateRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadEnum<ReplicationCause>(),
        reader.ReadOptionalNode(),
        reader.ReadKey(),
        VersionCodec.ReadState(ref reader));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteUInt64(RingVersion);
        writer.WriteEnum(Cause);
        writer.WriteOptionalNode(HintFor);
        writer.WriteKey(Key);
        VersionCodec.Write(ref writer, State);
    }
}
