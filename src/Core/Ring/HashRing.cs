namespace DynamoLab.Core.Ring;

/// <summary>
/// An immutable ring: a pure function of the configured members and the options, so that nodes that agree on the
/// members agree on every owner. Failures never change it; only membership does.
/// </summary>
public sealed class HashRing
{
    private readonly NodeId[] _members;
    private readonly PartitionLayout _layout;

    /// <summary>The members' indexes in place of their names, in the order of the layout's owners.</summary>
    private readonly int[] _owners;

    /// <summary>The primaries of all partitions, one after the other: cheap, unlike all whole lists.</summary>
    private readonly int[] _primaries;
    private readonly int _primaryCount;
    private readonly PreferenceList?[] _lists;

    private HashRing(NodeId[] members, RingOptions options)
    {
        _members = members;
        Options = options;
        _layout = PartitionLayout.Of(members, options);
        _lists = new PreferenceList?[_layout.Ends.Length];
        var indexes = members.Index().ToDictionary(m => m.Item, m => m.Index);
        _owners = Array.ConvertAll(_layout.Owners, owner => indexes[owner]);
        _primaryCount = Math.Min(options.ReplicationFactor, members.Length);
        _primaries = new int[_layout.Ends.Length * _primaryCount];
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            Walk(partition, _primaries.AsSpan(partition * _primaryCount, _primaryCount));
        }

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
        var member = Array.BinarySearch(_members, node);
        for (var i = 0; i < PartitionCount && member >= 0; i++)
        {
            if (_primaries.AsSpan(i * _primaryCount, _primaryCount).Contains(member))
            {
                yield return new PartitionId(i);
            }
        }
    }

    private PreferenceList ListFor(int partition)
    {
        var nodes = new int[_members.Length];
        Walk(partition, nodes);
        return new PreferenceList(Array.ConvertAll(nodes, n => _members[n]), _primaryCount);
    }

    /// <summary>The first distinct members clockwise from the partition, as many as there is room for.</summary>
    private void Walk(int partition, Span<int> distinct)
    {
        var size = _members.Length;
        Span<bool> isMet = size <= Limits.MembersMax ? stackalloc bool[size] : new bool[size];
        var count = 0;
        for (var step = 0; count < distinct.Length; step++)
        {
            var owner = _owners[(_layout.Starts[partition] + step) % _owners.Length];
            if (!isMet[owner])
            {
                isMet[owner] = true;
                distinct[count++] = owner;
            }
        }
    }
}
