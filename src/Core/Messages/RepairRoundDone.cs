using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// All exchanges this node started in the round have ended.
/// </summary>
public sealed record RepairRoundDone(
    int Round,
    int Exchanges,
    int TimedOut,
    long StatesSent,
    long StatesReceived) : Message
{
    public override MessageKind Kind => MessageKind.RepairRoundDone;

    public static RepairRoundDone ReadFrom(ref WireReader reader) => new(
        (int)reader.ReadVarint(),
        (int)reader.ReadVarint(),
        (int)reader.ReadVarint(),
        (long)reader.ReadVarint(),
        (long)reader.ReadVarint());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint((ulong)Round);
        writer.WriteVarint((ulong)Exchanges);
        writer.WriteVarint((ulong)TimedOut);
        writer.WriteVarint((ulong)StatesSent);
        writer.WriteVarint((ulong)StatesReceived);
    }
}
