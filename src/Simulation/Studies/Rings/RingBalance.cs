using System.Globalization;
using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Simulation.Studies.Rings;

/// <summary>
/// How evenly one drawn membership shares a load: requests are drawn key by key, and each of a key's N
/// primaries serves it once.
/// </summary>
public static class RingBalance
{
    /// <summary>A node further off the mean than this share of it is out of balance (Dynamo §6.2).</summary>
    public const double Tolerance = 0.15;

    /// <summary>The ring of nodes whose names, and so whose tokens, the seed decides.</summary>
    public static HashRing RingOf(int nodes, RingOptions options, ulong seed)
    {
        var names = new DeterministicRandom(seed);
        return HashRing.Of(
            Enumerable.Range(0, nodes).Select(i => new NodeId(
                string.Create(CultureInfo.InvariantCulture, $"node{i}-{names.NextUInt64():x16}"))),
            options);
    }

    /// <param name="ring">Who owns what.</param>
    /// <param name="keys">The keys, by rank.</param>
    /// <param name="draw">The rank of the next request's key.</param>
    /// <param name="requests">How many, ascending: the load is looked at after each of these numbers.</param>
    /// <param name="seed">Decides the requests.</param>
    public static IReadOnlyList<RingLoad> Measure(
        HashRing ring, IReadOnlyList<Key> keys, Func<DeterministicRandom, int> draw, IReadOnlyList<int> requests,
        ulong seed)
    {
        var index = ring.Members.ToArray().Index().ToDictionary(m => m.Item, m => m.Index);
        int[][] owners = [.. keys.Select(key => Array.ConvertAll(
            ring.PrimariesOf(ring.PartitionOf(key.Token)), node => index[node]))];
        var load = new long[index.Count];
        var random = new DeterministicRandom(seed);
        var (served, loads) = (0, new List<RingLoad>());
        foreach (var count in requests)
        {
            for (; served < count; served++)
            {
                foreach (var owner in owners[draw(random)])
                {
                    load[owner]++;
                }
            }

            loads.Add(Of(count, load));
        }

        return loads;
    }

    private static RingLoad Of(int requests, long[] load)
    {
        var mean = load.Average();
        var off = load.Count(l => Math.Abs(l - mean) > Tolerance * mean);
        return new RingLoad(requests, mean / load.Max(), (double)off / load.Length);
    }
}
