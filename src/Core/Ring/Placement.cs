namespace DynamoLab.Core.Ring;

/// <summary>How tokens and partitions are laid on the ring: <c>--placement</c> (Dynamo §6.2).</summary>
public enum Placement : byte
{
    /// <summary>Strategy 1: each node draws random tokens, and a partition is what lies between two of them.</summary>
    RandomTokens = 1,

    /// <summary>Strategy 2: random tokens place the nodes, but partitions are Q equal ranges.</summary>
    RandomTokensEqualPartitions = 2,

    /// <summary>Strategy 3: Q equal ranges, each node owning Q/S of them. The default.</summary>
    FixedPartitions = 3,
}
