using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The end of a forwarded write, or that the ring versions differ.
/// </summary>
public sealed record ForwardReply(ulong Operation, ReplicaOutcome Outcome, WriteResponse Response) : Message
{
    public override MessageKind Kind => MessageKind.ForwardReply;

    public static ForwardReply ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadEnum<ReplicaOutcome>(),
        WriteResponse.ReadFrom(ref reader));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteEnum(Outcome);
        Response.WriteTo(ref writer);
    }
}
