namespace DynamoLab.Core.Ring;

/// <summary>
/// An immutable ring: a pure function of the configured members and the options, so that nodes that agree on the
/// members agree on every owner. Failures never change it; only membership does.
/// </summary>
public sealed class HashRing
{
    private readonly NodeId[] _members;
    private readonly PartitionLayout _layout;
    private readonly PreferenceList?[] _lists;

    private HashRing(NodeId[] members, RingOptions options)
    {
        _members = members;
        Options = options;
        _layout = PartitionLayout.Of(members, options);
        _lists = new PreferenceList?[_layout.Ends.Length];
        var settings = $"{options.Placement}|{options.ReplicationFactor}|{options.TokensPerNode}";
        Version = Token.Of($"{settings}|{string.Join(',', members)}").Position;
    }

    public RingOptions Options { get; }

    /// <summary>Equal on two nodes exactly when members and options are: requests between nodes carry it.</summary>
    public ulong Version { get; }

    /// <summary>The members, sorted.</summary>
    public ReadOnlySpan<NodeId> Members => _members;

    public int PartitionCount => _layout.Ends.Length;

    /// <param name="members">At least one; the order does not matter.</param>
    public static HashRing Of(IEnumerable<NodeId> members, RingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ReplicationFactor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TokensPerNode, 1);
        NodeId[] sorted = [.. members.Distinct().Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        return new HashRing(sorted, options);
    }

    public bool IsMember(NodeId node) => Array.BinarySearch(_members, node) >= 0;

    /// <summary>The partition whose range <c>(start, end]</c> holds the token.</summary>
    public PartitionId PartitionOf(Token token) => new(PartitionLayout.FirstAtOrAfter(_layout.Ends, token));

    public TokenRange RangeOf(PartitionId partition)
    {
        var ends = _layout.Ends;
        return new TokenRange(ends[(partition.Index + ends.Length - 1) % ends.Length], ends[partition.Index]);
    }

    public PreferenceList PreferenceListOf(Token token) => PreferenceListOf(PartitionOf(token));

    public PreferenceList PreferenceListOf(PartitionId partition) =>
        _lists[partition.Index] ??= ListFor(partition.Index);

    /// <summary>The partitions the node is a primary of, ascending.</summary>
    public IEnumerable<PartitionId> PartitionsOf(NodeId node)
    {
        for (var i = 0; i < PartitionCount; i++)
        {
            if (PreferenceListOf(new PartitionId(i)).IsPrimary(node))
            {
                yield return new PartitionId(i);
            }
        }
    }

    private PreferenceList ListFor(int partition)
    {
        var seen = new HashSet<NodeId>(_members.Length);
        var nodes = new List<NodeId>(_members.Length);
        foreach (var node in _layout.Walks(partition))
        {
            if (seen.Add(node))
            {
                nodes.Add(node);
            }

            if (nodes.Count == _members.Length)
            {
                break;
            }
        }

        return new PreferenceList([.. nodes], Math.Min(Options.ReplicationFactor, nodes.Count));
    }
}
