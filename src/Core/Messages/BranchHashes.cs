using DynamoLab.Core.Wire;

namespace DynamoLab.Core.Messages;

/// <summary>
/// The short hashes of all branches of one partition's Merkle tree.
/// </summary>
public sealed record BranchHashes(int Partition, IReadOnlyList<uint> Hashes) : IWireItem<BranchHashes>
{
    public static BranchHashes ReadFrom(ref WireReader reader) => new(reader.ReadInt(), reader.ReadHashes());

    public void WriteTo(ref WireWriter writer)
    {
        writer.WriteInt(Partition);
        writer.WriteHashes(Hashes);
    }
}
