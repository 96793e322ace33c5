using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Pauses or resumes hints, read repair, background exchange and reaping.
/// </summary>
public sealed record RepairPause(bool IsPaused) : Message
{
    public override MessageKind Kind => MessageKind.RepairPause;

    public static RepairPause ReadFrom(ref WireReader reader) => new(reader.ReadBool());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteBool(IsPaused);
    }
}
