using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The responder's merged states, for one <see cref="ExchangePush"/>, wherever they differ from what was pushed.
/// </summary>
public sealed record ExchangePull(ulong Exchange, IReadOnlyList<KeyState> States) : Message
{
    public override MessageKind Kind => MessageKind.ExchangePull;

    public static ExchangePull ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadList<KeyState>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Exchange);
        writer.WriteList(States);
    }
}
