using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Keys and hashes of some partitions; NextPartition is where to go on, 0 at the end.
/// </summary>
public sealed record DigestsResponse(int NextPartition, IReadOnlyList<KeyHash> Keys) : Message
{
    public override MessageKind Kind => MessageKind.DigestsResponse;

    public static DigestsResponse ReadFrom(ref WireReader reader) => new(
        reader.ReadInt(),
        reader.ReadList<KeyHash>());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(NextPartition);
        writer.WriteList(Keys);
    }
}
