using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The states asked for, in the order of the keys.
/// </summary>
public sealed record StatesResponse(IReadOnlyList<KeyState> States) : Message
{
    public override MessageKind Kind => MessageKind.StatesResponse;

    public static StatesResponse ReadFrom(ref WireReader reader) => new(reader.ReadList<KeyState>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteList(States);
    }
}
