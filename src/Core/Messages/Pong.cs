using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A sign of life, for the ping of that number.
/// </summary>
public sealed record Pong(ulong Sequence) : Message
{
    public override MessageKind Kind => MessageKind.Pong;

    public static Pong ReadFrom(ref WireReader reader) => new(reader.ReadVarint());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Sequence);
    }
}
