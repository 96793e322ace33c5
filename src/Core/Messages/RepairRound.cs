using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Takes part in a repair round: every node draws the same pairs from the seed, and starts its own exchanges.
/// </summary>
public sealed record RepairRound(int Round, ulong Seed, int TimeoutMs, IReadOnlyList<NodeId> LiveNodes) : Message
{
    public override MessageKind Kind => MessageKind.RepairRound;

    public static RepairRound ReadFrom(ref WireReader reader) => new(
        (int)reader.ReadVarint(),
        reader.ReadUInt64(),
        (int)reader.ReadVarint(),
        reader.ReadNodes());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint((ulong)Round);
        writer.WriteUInt64(Seed);
        writer.WriteVarint((ulong)TimeoutMs);
        writer.WriteNodes(LiveNodes);
    }
}
