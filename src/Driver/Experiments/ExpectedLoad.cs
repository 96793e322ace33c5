using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// The share of the load that each node of a healthy cluster gets, by ring, routing and key distribution alone. Whom a
/// client asks coordinates a read, and a write if it is a primary of the key; otherwise any primary does.
/// </summary>
internal sealed class ExpectedLoad
{
    private readonly ExpectedTraffic _traffic;
    private readonly Dictionary<NodeId, int> _places;
    private readonly double[] _coordinated;
    private readonly double[] _replica;

    private ExpectedLoad(ExpectedTraffic traffic)
    {
        _traffic = traffic;
        _places = traffic.Nodes.Index().ToDictionary(node => node.Item, node => node.Index);
        _coordinated = new double[traffic.Nodes.Count];
        _replica = new double[traffic.Nodes.Count];
    }

    /// <param name="ring">Of the cluster.</param>
    /// <param name="keys">All that are drawn.</param>
    /// <param name="shares">How likely each of them is drawn; their sum is 1.</param>
    /// <param name="traffic">Where operations go.</param>
    public static ExpectedLoad Of(
        HashRing ring, IReadOnlyList<Key> keys, IReadOnlyList<double> shares, ExpectedTraffic traffic)
    {
        var load = new ExpectedLoad(traffic);
        var weights = new double[ring.PartitionCount];
        for (var i = 0; i < keys.Count; i++)
        {
            weights[ring.PartitionOf(keys[i].Token).Index] += shares[i];
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                load.Add(ring.PreferenceListOf(new PartitionId(i)).Primaries, weights[i]);
            }
        }

        return load;
    }

    /// <summary>Of all operations, the share that the node coordinates.</summary>
    public double CoordinatedShareOf(NodeId node) => _coordinated[_places[node]] / _coordinated.Sum();

    /// <summary>Of all reads and writes of replicas, the share that is its own.</summary>
    public double ReplicaShareOf(NodeId node) => _replica[_places[node]] / _replica.Sum();

    private void Add(ReadOnlySpan<NodeId> primaries, double weight)
    {
        for (var node = 0; node < _coordinated.Length; node++)
        {
            var chance = weight * _traffic.ChanceOf(node, primaries);
            if (chance > 0)
            {
                AddReads(node, primaries, chance * _traffic.ReadShare);
                AddWrites(node, primaries, chance * (1 - _traffic.ReadShare));
            }
        }
    }

    private void AddReads(int asked, ReadOnlySpan<NodeId> primaries, double chance)
    {
        _coordinated[asked] += chance;
        var needed = _traffic.ReadFanout == ReadFanout.All ? primaries.Length : _traffic.ReadQuorum;

        // A coordinator asks itself first, then the others in ring order.
        if (primaries.Contains(_traffic.Nodes[asked]))
        {
            _replica[asked] += chance;
            needed--;
        }

        foreach (var primary in primaries)
        {
            if (needed > 0 && primary != _traffic.Nodes[asked])
            {
                _replica[_places[primary]] += chance;
                needed--;
            }
        }
    }

    private void AddWrites(int asked, ReadOnlySpan<NodeId> primaries, double chance)
    {
        var isPrimary = primaries.Contains(_traffic.Nodes[asked]);
        _coordinated[asked] += isPrimary ? chance : 0;
        foreach (var primary in primaries)
        {
            _replica[_places[primary]] += chance;
            _coordinated[_places[primary]] += isPrimary ? 0 : chance / primaries.Length;
        }
    }
}
