using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The initiator's states that differ or that the responder lacks, and the keys that it lacks itself.
/// </summary>
public sealed record ExchangePush(ulong Exchange, IReadOnlyList<KeyState> States, IReadOnlyList<Key> Wanted) : Message
{
    public override MessageKind Kind => MessageKind.ExchangePush;

    public static ExchangePush ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadList<KeyState>(),
        reader.ReadKeys());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Exchange);
        writer.WriteList(States);
        writer.WriteKeys(Wanted);
    }
}
