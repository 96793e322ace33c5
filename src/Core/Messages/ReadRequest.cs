using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks a replica for its state of a key.
/// </summary>
public sealed record ReadRequest(ulong Operation, ulong RingVersion, Key Key) : Message
{
    public override MessageKind Kind => MessageKind.ReadRequest;

    public static ReadRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadKey());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Operation);
        writer.WriteUInt64(RingVersion);
        writer.WriteKey(Key);
    }
}
