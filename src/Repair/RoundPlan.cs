using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair;

/// <summary>
/// The pairs of a round, in which the lab counts convergence: every live node makes one exchange with one random peer
/// per shared partition. Each draw depends on seed, round, node and partition alone, so all pairs are decided before
/// the first exchange starts, and every node could compute everybody's.
/// </summary>
public static class RoundPlan
{
    /// <summary>
    /// The exchanges <paramref name="self"/> starts, sorted by peer; none when it is not live itself. A partition
    /// without another live primary is left out.
    /// </summary>
    public static IReadOnlyList<RoundPair> Draw(
        HashRing ring, IReadOnlyList<NodeId> liveNodes, ulong seed, int round, NodeId self) =>
        Draw(ring, new HashSet<NodeId>(liveNodes), seed, round, self);

    /// <summary>As above, for those who draw for many nodes and make the set once.</summary>
    public static IReadOnlyList<RoundPair> Draw(
        HashRing ring, IReadOnlySet<NodeId> live, ulong seed, int round, NodeId self)
    {
        if (!live.Contains(self))
        {
            return [];
        }

        var stream = StreamOf(seed, round, self);
        var byPeer = new SortedDictionary<NodeId, List<PartitionId>>();
        foreach (var partition in ring.PartitionsOf(self))
        {
            NodeId[] candidates = [.. ring.PrimariesOf(partition).Where(live.Contains).Order()];
            if (PeerAmong(candidates, stream, self, partition) is not { } peer)
            {
                continue;
            }

            if (!byPeer.TryGetValue(peer, out var partitions))
            {
                byPeer[peer] = partitions = [];
            }

            partitions.Add(partition);
        }

        return [.. byPeer.Select(pair => new RoundPair(pair.Key, pair.Value))];
    }

    /// <summary>
    /// The peer that <see cref="Draw(HashRing, IReadOnlyList{NodeId}, ulong, int, NodeId)"/> draws for one partition.
    /// </summary>
    /// <param name="live">The partition's live primaries, sorted, <paramref name="self"/> among them.</param>
    /// <returns>Null where there is no other one.</returns>
    public static NodeId? PeerOf(NodeId[] live, ulong seed, int round, NodeId self, PartitionId partition) =>
        PeerAmong(live, StreamOf(seed, round, self), self, partition);

    private static DeterministicRandom StreamOf(ulong seed, int round, NodeId self) =>
        new DeterministicRandom(seed).Fork((ulong)round).Fork(Token.Of(self.Name).Position);

    private static NodeId? PeerAmong(NodeId[] live, DeterministicRandom stream, NodeId self, PartitionId partition)
    {
        if (live.Length < 2)
        {
            return null;
        }

        var drawn = stream.Fork((ulong)partition.Index).Next(live.Length - 1);
        return live[drawn < Array.BinarySearch(live, self) ? drawn : drawn + 1];
    }
}
