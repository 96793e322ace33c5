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
        VersionCodec.ReadContext(ref reader),
        reader.ReadBool(),
        (int)reader.ReadVarint(),
        (int)reader.ReadVarint());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteKey(Key);
        writer.WriteOptional(Value);
        VersionCodec.Write(ref writer, Context);
        writer.WriteBool(CoversHeld);
        writer.WriteVarint((ulong)WriteQuorum);
        writer.WriteVarint((ulong)TimeoutMs);
    }
}
