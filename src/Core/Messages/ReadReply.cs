using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A replica's state of a key.
/// </summary>
public sealed record ReadReply(ulong Operation, ReplicaOutcome Outcome, ObjectState State) : Message
{
    public override MessageKind Kind => MessageKind.ReadReply;

    public static ReadReply ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadEnum<ReplicaOutcome>(),
        VersionCodec.ReadState(ref reader));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteEnum(Outcome);
        VersionCodec.Write(ref writer, State);
    }
}
