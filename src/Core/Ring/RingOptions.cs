using System.Numerics;

namespace DynamoLab.Core.Ring;

/// <summary>What, besides the members, decides a ring.</summary>
/// <param name="Placement">The strategy; default <see cref="Placement.FixedPartitions"/>.</param>
/// <param name="ReplicationFactor">N: distinct nodes that hold a key; at least 1, default 3.</param>
/// <param name="TokensPerNode">Tokens of a node under the two random strategies; at least 1, default 32.</param>
public sealed record RingOptions(
    Placement Placement = Placement.FixedPartitions,
    int ReplicationFactor = 3,
    int TokensPerNode = 32)
{
    /// <summary>The least number of equal partitions.</summary>
    public const int PartitionCountMin = 1024;

    /// <summary>Q: 1024, or the next power of two that gives every node eight partitions.</summary>
    public static int EqualPartitionCount(int memberCount) =>
        Math.Max(PartitionCountMin, (int)BitOperations.RoundUpToPowerOf2((uint)memberCount * 8));
}
