using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>
/// The delays that nodes recorded, link by link. N of the nodes, drawn anew each time, are the key's replicas. A write
/// comes in at any node and is coordinated by it if it is a replica, else by one of them; its own copy costs no
/// message. A read is coordinated by the node it comes in at. A link without a record takes what all links together
/// have.
/// </summary>
public sealed class MeasuredCluster : IReplicationDelays
{
    private readonly int _nodes;
    private readonly IDelay[] _pooled;
    private readonly Dictionary<(DelayLeg Leg, int From, int To), IDelay> _links = [];
    private readonly IReadOnlyList<ClientWaits?> _clients;

    /// <param name="nodes">All nodes, at least as many as there are replicas.</param>
    /// <param name="links">At least one record of each delay.</param>
    public MeasuredCluster(IReadOnlyList<NodeId> nodes, IReadOnlyList<LinkDelay> links)
    {
        _nodes = nodes.Count;
        _clients = new ClientWaits?[_nodes];
        _pooled = [.. Enum.GetValues<DelayLeg>().Select(leg =>
            new EmpiricalDelay(links.Where(l => l.Leg == leg).SelectMany(l => l.Buckets)))];
        var places = nodes.Select((node, i) => (node, i)).ToDictionary(n => n.node, n => n.i);
        foreach (var link in links)
        {
            if (places.TryGetValue(link.From, out var from) && places.TryGetValue(link.To, out var to))
            {
                _links[(link.Leg, from, to)] = new EmpiricalDelay(link.Buckets);
            }
        }
    }

    private MeasuredCluster(MeasuredCluster other, IReadOnlyList<ClientWaits?> clients)
    {
        (_nodes, _pooled, _links) = (other._nodes, other._pooled, other._links);
        _clients = clients;
        IsTokenAware = other.IsTokenAware;
        IsOwnCopyWaitedFor = other.IsOwnCopyWaitedFor;
    }

    /// <summary>True when clients go to a key's replicas at once, as with <c>--routing token_aware</c>.</summary>
    public bool IsTokenAware { get; init; }

    /// <summary>
    /// True when a coordinator's own copy counts only once it is on the disk, as with <c>--durability sync</c>: it is
    /// then taken to need as long as any A, most of which is the same fsync.
    /// </summary>
    public bool IsOwnCopyWaitedFor { get; init; }

    /// <summary>The same with clients: t is then what they see.</summary>
    /// <param name="clients">By node; null for one that no client spoke to.</param>
    public MeasuredCluster With(IReadOnlyList<ClientWaits?> clients) => new(this, clients);

    public void Draw(DeterministicRandom random, WarsDraw draw)
    {
        Span<int> replicas = stackalloc int[draw.Replicas];
        DrawDistinct(random, replicas);
        var written = EntryOf(replicas, random);
        var writer = replicas.Contains(written) ? written : replicas[random.Next(replicas.Length)];
        var reader = EntryOf(replicas, random);
        for (var i = 0; i < replicas.Length; i++)
        {
            var replica = replicas[i];
            draw.Write[i] = Sample(DelayLeg.Write, writer, replica, random);
            draw.Acknowledge[i] = replica == writer && IsOwnCopyWaitedFor
                ? _pooled[(int)DelayLeg.Acknowledge].Sample(random)
                : Sample(DelayLeg.Acknowledge, replica, writer, random);
            draw.Read[i] = Sample(DelayLeg.Read, reader, replica, random);
            draw.Respond[i] = Sample(DelayLeg.Respond, replica, reader, random);
        }

        draw.WriteClientMs = _clients[written]?.Writes.Sample(random) ?? 0;
        draw.ReadClientMs = _clients[reader]?.Reads.Sample(random) ?? 0;
    }

    private int EntryOf(ReadOnlySpan<int> replicas, DeterministicRandom random) =>
        IsTokenAware ? replicas[random.Next(replicas.Length)] : random.Next(_nodes);

    private double Sample(DelayLeg leg, int from, int to, DeterministicRandom random) => from == to
        ? 0
        : _links.GetValueOrDefault((leg, from, to), _pooled[(int)leg]).Sample(random);

    /// <summary>Few out of many or all of them: drawn again where one came up before.</summary>
    private void DrawDistinct(DeterministicRandom random, Span<int> replicas)
    {
        for (var i = 0; i < replicas.Length; i++)
        {
            do
            {
                replicas[i] = random.Next(_nodes);
            }
            while (replicas[..i].Contains(replicas[i]));
        }
    }
}
