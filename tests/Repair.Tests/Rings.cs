using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair.Tests;

/// <summary>Nodes and rings of the tests.</summary>
internal static class Rings
{
    public static readonly NodeId A = new("a");
    public static readonly NodeId B = new("b");
    public static readonly NodeId C = new("c");

    /// <summary>
    /// Three nodes that share six large partitions of unequal width, one of them across the top of the ring.
    /// </summary>
    public static readonly HashRing Coarse = HashRing.Of([A, B, C], new RingOptions(Placement.RandomTokens, 3, 2));

    /// <summary>Three nodes that share 1024 partitions.</summary>
    public static readonly HashRing Fine = HashRing.Of([A, B, C], new RingOptions());

    public static HashRing Of(int nodes, Placement placement = Placement.FixedPartitions) =>
        HashRing.Of(Enumerable.Range(0, nodes).Select(i => new NodeId($"n{i}")), new RingOptions(placement));

    public static Key Key(int number) => new($"key-{number}");
}
