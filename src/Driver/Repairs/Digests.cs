using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Repairs;

/// <summary>What every primary says it holds of each key, as hashes; taken at one time.</summary>
internal sealed class Digests
{
    private readonly HashRing _ring;
    private readonly IReadOnlyDictionary<NodeId, Dictionary<Key, ulong>> _hashes;

    private Digests(HashRing ring, IReadOnlyDictionary<NodeId, Dictionary<Key, ulong>> hashes)
    {
        _ring = ring;
        _hashes = hashes;
    }

    /// <summary>All keys that some primary holds, in ring order.</summary>
    public IEnumerable<Key> Keys => _hashes.Values.SelectMany(hashes => hashes.Keys).Distinct().Order();

    /// <summary>The nodes that told theirs.</summary>
    public IEnumerable<NodeId> Nodes => _hashes.Keys;

    internal static Digests Of(HashRing ring, IReadOnlyDictionary<NodeId, Dictionary<Key, ulong>> hashes) =>
        new(ring, hashes);

    /// <summary>Asks the nodes; one that does not answer is left out.</summary>
    public static async Task<Digests> CollectAsync(
        RunningCluster cluster, IEnumerable<NodeId> nodes, CancellationToken cancellation)
    {
        var told = await Task.WhenAll(nodes.Select(node => LabQuestions.AnswerOrNullAsync(
            node, () => CollectAsync(cluster, node, cancellation))));
        return new Digests(cluster.Ring, told
            .Where(answer => answer.Answer is not null)
            .ToDictionary(answer => answer.Node, answer => answer.Answer!));
    }

    /// <summary>Whether all primaries of the key were asked and hold the same.</summary>
    public bool Agree(Key key) => AgreeAmong(key, PrimariesOf(key));

    /// <summary>The same among those primaries that could be asked.</summary>
    public bool LiveAgree(Key key) => AgreeAmong(key, PrimariesOf(key).Where(_hashes.ContainsKey));

    private NodeId[] PrimariesOf(Key key) => _ring.PreferenceListOf(key.Token).Primaries.ToArray();

    private bool AgreeAmong(Key key, IEnumerable<NodeId> nodes) => nodes.Select(node => HashOf(node, key))
        .Distinct().Take(2).ToList() is not ([null] or { Count: 2 });

    /// <summary>0 where the node holds nothing, null where it did not tell.</summary>
    private ulong? HashOf(NodeId node, Key key) =>
        _hashes.TryGetValue(node, out var hashes) ? hashes.GetValueOrDefault(key) : null;

    private static async Task<Dictionary<Key, ulong>> CollectAsync(
        RunningCluster cluster, NodeId node, CancellationToken cancellation)
    {
        var hashes = new Dictionary<Key, ulong>();
        var from = 0;
        do
        {
            var page = await cluster.AskAsync<DigestsResponse>(
                node, new DigestsRequest(from), Patience.Long, cancellation);
            foreach (var entry in page.Keys)
            {
                hashes[entry.Key] = entry.Hash;
            }

            from = page.NextPartition;
        }
        while (from != 0);

        return hashes;
    }
}
