using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The responder's keys where leaves differ.
/// </summary>
public sealed record ExchangeKeys(ulong Exchange, IReadOnlyList<LeafKeys> Leaves) : Message
{
    public override MessageKind Kind => MessageKind.ExchangeKeys;

    public static ExchangeKeys ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadList<LeafKeys>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Exchange);
        writer.WriteList(Leaves);
    }
}
