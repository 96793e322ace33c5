using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The delays of what was sent to this node; one frame in SampledOneIn was measured.
/// </summary>
public sealed record DelaysResponse(int SampledOneIn, IReadOnlyList<PeerDelays> Delays) : Message
{
    public override MessageKind Kind => MessageKind.DelaysResponse;

    public static DelaysResponse ReadFrom(ref WireReader reader) => new(
        reader.ReadInt(),
        reader.ReadList<PeerDelays>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(SampledOneIn);
        writer.WriteList(Delays);
    }
}
