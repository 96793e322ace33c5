using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// Asks for keys and state hashes of the partitions the node is a primary of, from one partition on.
/// </summary>
public sealed record DigestsRequest(int FromPartition) : Message
{
    public override MessageKind Kind => MessageKind.DigestsRequest;

    public static DigestsRequest ReadFrom(ref WireReader reader) => new(reader.ReadInt());

    public override void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(FromPartition);
    }
}
