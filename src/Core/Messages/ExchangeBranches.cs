using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The responder's branches where roots differ. Empty: all agreed, or the rings differ.
/// </summary>
public sealed record ExchangeBranches(
    ulong Exchange,
    ReplicaOutcome Outcome,
    IReadOnlyList<BranchHashes> Branches) : Message
{
    public override MessageKind Kind => MessageKind.ExchangeBranches;

    public static ExchangeBranches ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadEnum<ReplicaOutcome>(),
        reader.ReadList<BranchHashes>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Exchange);
        writer.WriteEnum(Outcome);
        writer.WriteList(Branches);
    }
}
