using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Proposes to forget tombstones: the keys with the hash of the state that every primary must hold.
/// </summary>
public sealed record ReapPrepare(ulong Reap, ulong RingVersion, IReadOnlyList<KeyHash> Keys) : Message
{
    public override MessageKind Kind => MessageKind.ReapPrepare;

    public static ReapPrepare ReadFrom(ref WireReader reader) => new(
        reader.ReadVarint(),
        reader.ReadUInt64(),
        reader.ReadList<KeyHash>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteVarint(Reap);
        writer.WriteUInt64(RingVersion);
        writer.WriteList(Keys);
    }
}
