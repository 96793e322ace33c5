using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The root of one partition's Merkle tree.
/// </summary>
public sealed record RootHash(int Partition, ulong Root) : IWireItem<RootHash>
{
    public static RootHash ReadFrom(ref WireReader reader) => new(reader.ReadInt(), reader.ReadUInt64());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Partition);
        writer.WriteUInt64(Root);
    }
}
