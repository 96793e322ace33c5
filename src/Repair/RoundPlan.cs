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
        HashRing ring, IReadOnlyList<NodeId> liveNodes, ulong seed, int round, NodeId self)
    {
        var live = new HashSet<NodeId>(liveNodes);
        if (!live.Contains(self))
        {
            return [];
        }

        var stream = new DeterministicRandom(seed).Fork((ulong)round).Fork(Token.Of(self.Name).Position);
        var byPeer = new SortedDictionary<NodeId, List<PartitionId>>();
        foreach (var partition in ring.PartitionsOf(self))
        {
            NodeId[] peers = [.. ring.PreferenceListOf(partition).Primaries.ToArray()
                .Where(n => n != self && live.Contains(n)).Order()];
            if (peers.Length == 0)
            {
                continue;
            }

            var peer = peers[stream.Fork((ulong)partition.Index).Next(peers.Length)];
            if (!byPeer.TryGetValue(peer, out var partitions))
            {
                byPeer[peer] = partitions = [];
            }

            partitions.Add(partition);
        }

        return [.. byPeer.Select(pair => new RoundPair(pair.Key, pair.Value))];
    }
}
