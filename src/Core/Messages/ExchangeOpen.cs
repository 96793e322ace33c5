using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Opens an exchange over the partitions both nodes are primaries of.
/// </summary>
public sealed record ExchangeOpen(ulong Exchange, ulong RingVersion, IReadOnlyList<RootHash> Roots) : Message
{
    public override MessageKind Kind => MessageKind.ExchangeOpen;

    public static ExchangeOpen ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadList<RootHash>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Exchange);
        writer.WriteUInt64(RingVersion);
        writer.WriteList(Roots);
    }
}
