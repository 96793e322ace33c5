using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Repair;

namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>
/// One key on n replicas, one of which holds a newer version: how many rounds until all do. Who exchanges with whom is
/// what <see cref="RoundPlan"/> draws. All exchanges of a round begin together, and those between equal replicas end at
/// their first message; so with two versions only what held at the round's start counts, and a flag per replica
/// tells all that the messages would.
/// </summary>
public static class OneKeySpread
{
    /// <summary>Far above what any number of replicas needs.</summary>
    public const int RoundsMax = 1000;

    private static readonly PartitionId Partition = new(0);

    /// <param name="replicas">Sorted, at least two.</param>
    /// <param name="seed">Decides who is ahead and all pairs.</param>
    /// <param name="kind">Push-pull is what the lab does; push is there to compare.</param>
    public static int Rounds(NodeId[] replicas, ulong seed, SpreadKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas.Length, 2);
        return Rounds(replicas, new DeterministicRandom(seed).Next(replicas.Length), seed, kind);
    }

    /// <param name="first">The index of the replica that is ahead.</param>
    internal static int Rounds(NodeId[] replicas, int first, ulong seed, SpreadKind kind)
    {
        var isAhead = new bool[replicas.Length];
        isAhead[first] = true;
        for (var round = 1; round <= RoundsMax; round++)
        {
            isAhead = After(isAhead, replicas, seed, round, kind);
            if (Array.TrueForAll(isAhead, ahead => ahead))
            {
                return round;
            }
        }

        throw new InvalidOperationException($"{replicas.Length} replicas differ after {RoundsMax} rounds");
    }

    private static bool[] After(bool[] before, NodeId[] replicas, ulong seed, int round, SpreadKind kind)
    {
        var after = (bool[])before.Clone();
        for (var self = 0; self < replicas.Length; self++)
        {
            // Without pulling, who is behind has nothing to send.
            if (kind == SpreadKind.Push && !before[self])
            {
                continue;
            }

            var peer = Array.BinarySearch(
                replicas, RoundPlan.PeerOf(replicas, seed, round, replicas[self], Partition)!.Value);
            after[peer] |= before[self];
            after[self] |= kind == SpreadKind.PushPull && before[peer];
        }

        return after;
    }
}
