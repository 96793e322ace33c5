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
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadLong(),
        reader.ReadLong());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Round);
        writer.WriteInt(Exchanges);
        writer.WriteInt(TimedOut);
        writer.WriteLong(StatesSent);
        writer.WriteLong(StatesReceived);
    }
}
