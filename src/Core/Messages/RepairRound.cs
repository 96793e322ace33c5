using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Takes part in a repair round: every node draws the same pairs from the seed, and starts its own exchanges.
/// </summary>
public sealed record RepairRound(int Round, ulong Seed, int TimeoutMs, IReadOnlyList<NodeId> LiveNodes) : Message
{
    public override MessageKind Kind => MessageKind.RepairRound;

    public static RepairRound ReadFrom(ref WireReader reader) => new(
        reader.ReadInt(),
        reader.ReadUInt64(),
        reader.ReadInt(),
        reader.ReadNodes());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Round);
        writer.WriteUInt64(Seed);
        writer.WriteInt(TimeoutMs);
        writer.WriteNodes(LiveNodes);
    }
}
