using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// A command was carried out, at AtUs on the node's clock, or why not.
/// </summary>
public sealed record ControlDone(bool IsDone, long AtUs, string Reason) : Message
{
    public override MessageKind Kind => MessageKind.ControlDone;

    public static ControlDone ReadFrom(ref WireReader reader) => new(
        reader.ReadBool(),
        reader.ReadLong(),
        reader.ReadText(Limits.TextBytesMax));

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteBool(IsDone);
        writer.WriteLong(AtUs);
        writer.WriteText(Reason, Limits.TextBytesMax);
    }
}
