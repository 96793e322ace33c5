using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The short hashes of all leaves below one branch of a partition's Merkle tree.
/// </summary>
public sealed record LeafHashes(int Partition, int Branch, IReadOnlyList<uint> Hashes) : IWireItem<LeafHashes>
{
    public static LeafHashes ReadFrom(ref WireReader reader) => new(
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadHashes());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Partition);
        writer.WriteInt(Branch);
        writer.WriteHashes(Hashes);
    }
}
