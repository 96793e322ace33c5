using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The keys in one leaf of a partition's Merkle tree, numbered through all branches.
/// </summary>
public sealed record LeafKeys(int Partition, int Leaf, IReadOnlyList<KeyHash> Keys) : IWireItem<LeafKeys>
{
    public static LeafKeys ReadFrom(ref WireReader reader) => new(
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadList<KeyHash>());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Partition);
        writer.WriteInt(Leaf);
        writer.WriteList(Keys);
    }
}
