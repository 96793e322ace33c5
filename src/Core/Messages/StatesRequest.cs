using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks for a node's own states of keys, in canonical form, asking no other node.
/// </summary>
public sealed record StatesRequest(IReadOnlyList<Key> Keys) : Message
{
    public override MessageKind Kind => MessageKind.StatesRequest;

    public static StatesRequest ReadFrom(ref WireReader reader) => new(reader.ReadKeys());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteKeys(Keys);
    }
}
