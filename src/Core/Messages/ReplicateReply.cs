using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The replica's acknowledgement, sent when the state is durable as configured.
/// </summary>
public sealed record ReplicateReply(ulong Operation, ReplicaOutcome Outcome) : Message
{
    public override MessageKind Kind => MessageKind.ReplicateReply;

    public static ReplicateReply ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadEnum<ReplicaOutcome>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteEnum(Outcome);
    }
}
