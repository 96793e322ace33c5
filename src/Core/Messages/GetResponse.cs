using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// What a read found: the merged state, or why there is none.
/// </summary>
public sealed record GetResponse(
    Outcome Outcome,
    NodeId Coordinator,
    ObjectState State,
    QuorumCount Quorum,
    string Reason) : Message
{
    public override MessageKind Kind => MessageKind.GetResponse;

    public static GetResponse ReadFrom(ref WireReader reader) => new(
        reader.ReadEnum<Outcome>(),
        reader.ReadOptionalNode(),
        VersionCodec.ReadState(ref reader),
        QuorumCount.ReadFrom(ref reader),
        reader.ReadText(Limits.TextBytesMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteEnum(Outcome);
        writer.WriteOptionalNode(Coordinator);
        VersionCodec.Write(ref writer, State);
        Quorum.WriteTo(ref writer);
        writer.WriteText(Reason, Limits.TextBytesMax);
    }
}
