using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Why the connection is about to be closed.
/// </summary>
public sealed record Refusal(string Reason) : Message
{
    public override MessageKind Kind => MessageKind.Refusal;

    public static Refusal ReadFrom(ref WireReader reader) => new(reader.ReadText(Limits.TextBytesMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteText(Reason, Limits.TextBytesMax);
    }
}
