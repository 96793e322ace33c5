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
        reader.ReadEnum<Outcome>(),
        reader.ReadOptionalNode(),
        VersionCodec.ReadOptionalDot(ref reader),
        VersionCodec.ReadContext(ref reader),
        QuorumCount.ReadFrom(ref reader),
        reader.ReadNodes(),
        reader.ReadBool(),
        reader.ReadText(Limits.TextBytesMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteEnum(Outcome);
        writer.WriteOptionalNode(Coordinator);
        VersionCodec.WriteOptional(ref writer, Dot);
        VersionCodec.Write(ref writer, Context);
        Quorum.WriteTo(ref writer);
        writer.WriteNodes(AcknowledgedBy);
        writer.WriteBool(MayBeApplied);
        writer.WriteText(Reason, Limits.TextBytesMax);
    }
}
