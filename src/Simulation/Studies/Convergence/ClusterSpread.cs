using System.Globalization;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Repair;

namespace DynamoLab.Simulation.Studies.Convergence;

/// <summary>
/// A cluster whose keys' replicas differ: rounds of the real plan and the real exchanges until none does. Membership is
/// static, and all nodes share one ring: it is what a cluster of this size would agree on.
/// </summary>
public sealed class ClusterSpread(HashRing ring)
{
    /// <summary>Far above what N replicas need.</summary>
    public const int RoundsMax = 1000;

    private readonly HashSet<NodeId> _live = [.. ring.Members];

    /// <param name="replicas">N: replicas of a key, at least 2.</param>
    public static ClusterSpread Of(int nodes, int replicas) => new(
        HashRing.Of(Names(nodes), new RingOptions(ReplicationFactor: replicas)));

    /// <summary>Sorted names of nodes.</summary>
    public static NodeId[] Names(int count) => [.. Enumerable.Range(1, count)
        .Select(i => new NodeId(string.Create(CultureInfo.InvariantCulture, $"node{i}"))).Order()];

    public ClusterRounds Run(ClusterCase start, ulong seed)
    {
        var replicas = new Dictionary<NodeId, SpreadReplica>();
        var differing = Load(replicas, start, new DeterministicRandom(seed));
        var (diverged, sumOfRounds, states) = (differing.Count, 0L, 0L);
        for (var round = 1; round <= RoundsMax; round++)
        {
            sumOfRounds += differing.Count;
            states += RunRound(replicas, differing, seed, round);
            differing.RemoveAll(key => Agree(replicas, key));
            if (differing.Count == 0)
            {
                return new ClusterRounds(round, (double)sumOfRounds / diverged, (double)states / diverged);
            }
        }

        throw new InvalidOperationException($"{differing.Count} keys differ after {RoundsMax} rounds");
    }

    /// <returns>The keys whose replicas differ.</returns>
    private List<Key> Load(
        Dictionary<NodeId, SpreadReplica> replicas, ClusterCase start, DeterministicRandom random)
    {
        var keys = new Key[start.Keys];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new Key(string.Create(CultureInfo.InvariantCulture, $"key-{random.NextUInt64():x16}-{i}"));
            var primaries = PrimariesOf(keys[i]);
            var state = ReplicaOf(replicas, primaries[0]).Write(keys[i], [0]);
            foreach (var other in primaries.Skip(1))
            {
                ReplicaOf(replicas, other).Merge(new KeyState(keys[i], state));
            }
        }

        // The names are random already, so the first ones are as good a choice as any.
        var differing = keys[..start.DivergedCount].ToList();
        foreach (var key in differing)
        {
            var primaries = PrimariesOf(key);
            var writers = start.Divergence == Divergence.AllDiffer
                ? primaries
                : [primaries[random.Next(primaries.Length)]];
            Array.ForEach(writers, writer => ReplicaOf(replicas, writer).Write(key, [1]));
        }

        return differing;
    }

    /// <summary>
    /// Where both roots are equal an exchange ends at its first message; exchanges over partitions without a key that
    /// differs are left out for that.
    /// </summary>
    private long RunRound(
        Dictionary<NodeId, SpreadReplica> replicas, List<Key> differing, ulong seed, int round)
    {
        var partitions = differing.Select(key => ring.PartitionOf(key.Token)).ToHashSet();
        var exchanges = new SpreadRound(node => ReplicaOf(replicas, node));
        foreach (var self in partitions.SelectMany(ring.PrimariesOf).Distinct().Order().ToArray())
        {
            foreach (var pair in RoundPlan.Draw(ring, _live, seed, round, self))
            {
                PartitionId[] shared = [.. pair.Partitions.Where(partitions.Contains)];
                if (shared.Length > 0)
                {
                    exchanges.Open(self, pair.Peer, shared);
                }
            }
        }

        exchanges.Complete();
        return exchanges.States;
    }

    private bool Agree(Dictionary<NodeId, SpreadReplica> replicas, Key key) =>
        PrimariesOf(key).Select(node => ReplicaOf(replicas, node).StateOf(key).Hash).Distinct().Count() == 1;

    private NodeId[] PrimariesOf(Key key) => ring.PrimariesOf(ring.PartitionOf(key.Token));

    private SpreadReplica ReplicaOf(Dictionary<NodeId, SpreadReplica> replicas, NodeId node)
    {
        if (!replicas.TryGetValue(node, out var replica))
        {
            replicas[node] = replica = new SpreadReplica(ring, node);
        }

        return replica;
    }
}
