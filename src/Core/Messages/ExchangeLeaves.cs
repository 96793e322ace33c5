using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The initiator's leaves where branches differ.
/// </summary>
public sealed record ExchangeLeaves(ulong Exchange, IReadOnlyList<LeafHashes> Leaves) : Message
{
    public override MessageKind Kind => MessageKind.ExchangeLeaves;

    public static ExchangeLeaves ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadList<LeafHashes>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Exchange);
        writer.WriteList(Leaves);
    }
}
