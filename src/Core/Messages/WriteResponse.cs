using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// How a write ended. Unless the outcome is Ok, MayBeApplied says whether some replica may hold it all the same.
/// Context is what the client may hand back with its next write.
/// </summary>
public sealed record WriteResponse(
    Outcome Outcome,
    NodeId Coordinator,
    Dot Dot,
    CausalContext Context,
    QuorumCount Quorum,
    IReadOnlyList<NodeId> AcknowledgedBy,
    bool MayBeApplied,
    string Reason) : Message
{
    public override MessageKind Kind => MessageKind.WriteResponse;

    public static WriteResponse ReadFrom(ref WireReader reader) => new(
        (Outcome)reader.ReadByte(),
        reader.ReadNode(),
        VersionCodec.ReadDot(ref reader),
        VersionCodec.ReadContext(ref reader),
        QuorumCount.ReadFrom(ref reader),
        reader.ReadNodes(),
        reader.ReadBool(),
        reader.ReadText(Limits.TextBytesMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteByte((byte)Outcome);
        writer.WriteNode(Coordinator);
        VersionCodec.Write(ref writer, Dot);
        VersionCodec.Write(ref writer, Context);
        Quorum.WriteTo(ref writer);
        writer.WriteNodes(AcknowledgedBy);
        writer.WriteBool(MayBeApplied);
        writer.WriteText(Reason);
    }
}
