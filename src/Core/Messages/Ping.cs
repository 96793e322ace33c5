using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks for a sign of life.
/// </summary>
public sealed record Ping(ulong Sequence) : Message
{
    public override MessageKind Kind => MessageKind.Ping;

    public static Ping ReadFrom(ref WireReader reader) => new(reader.ReadVarint());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Sequence);
    }
}
