using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Writes a key, or deletes it where the value is null. The context says what the write covers; with CoversHeld
/// it covers exactly what the coordinator holds. W = 0 means the cluster's.
/// </summary>
public sealed record WriteRequest(
    Key Key,
    byte[]? Value,
    CausalContext Context,
    bool CoversHeld,
    int WriteQuorum,
    int TimeoutMs) : Message
{
    public override MessageKind Kind => MessageKind.WriteRequest;

    public static WriteRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadKey(),
        reader.ReadOptional(Limits.ValueBytesMax),
        VersionCodec.ReadClientContext(ref reader),
        reader.ReadBool(),
        reader.ReadInt(),
        reader.ReadInt());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteKey(Key);
        writer.WriteOptional(Value, Limits.ValueBytesMax);
        VersionCodec.WriteClientContext(ref writer, Context);
        writer.WriteBool(CoversHeld);
        writer.WriteInt(WriteQuorum);
        writer.WriteInt(TimeoutMs);
    }
}
