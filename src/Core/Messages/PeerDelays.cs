using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// One kind of delay of what a peer sent. Unclear: stamps of another machine's clock, or of no clock.
/// </summary>
public sealed record PeerDelays(
    ReplicationLeg Leg, NodeId Peer, long Unclear, IReadOnlyList<DelayBucket> Buckets) : IWireItem<PeerDelays>
{
    public static PeerDelays ReadFrom(ref WireReader reader) => new(
        reader.ReadEnum<ReplicationLeg>(),
        reader.ReadNode(),
        reader.ReadLong(),
        reader.ReadList<DelayBucket>());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteEnum(Leg);
        writer.WriteNode(Peer);
        writer.WriteLong(Unclear);
        writer.WriteList(Buckets);
    }
}
