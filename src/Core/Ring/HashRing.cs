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

    /// <summary>The partitions of each member, made when first asked for; whoever makes it makes the same.</summary>
    private int[][]? _partitionsOf;

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

        Version = VersionOf(members, options);
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

    /// <summary>The version of the ring that these members would make, without making it.</summary>
    /// <param name="sortedMembers">Each once, in order.</param>
    /// <param name="options">As for <see cref="Of"/>.</param>
    public static ulong VersionOf(IReadOnlyList<NodeId> sortedMembers, RingOptions options)
    {
        var settings = $"{options.Placement}|{options.ReplicationFactor}|{options.TokensPerNode}";
        return Token.Of($"{settings}|{string.Join(',', sortedMembers)}").Position;
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

    /// <summary>The primaries alone, in ring order: the fallbacks of all partitions of a large ring are many.</summary>
    public NodeId[] PrimariesOf(PartitionId partition) => Array.ConvertAll(
        _primaries.AsSpan(partition.Index * _primaryCount, _primaryCount).ToArray(), n => _members[n]);

    /// <summary>The partitions the node is a primary of, ascending.</summary>
    public IEnumerable<PartitionId> PartitionsOf(NodeId node)
    {
        var member = Array.BinarySearch(_members, node);
        return member < 0 ? [] : (_partitionsOf ??= IndexPartitions())[member].Select(i => new PartitionId(i));
    }

    private int[][] IndexPartitions()
    {
        var counts = new int[_members.Length];
        foreach (var member in _primaries)
        {
            counts[member]++;
        }

        var partitions = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var i = 0; i < _primaries.Length; i++)
        {
            var member = _primaries[i];
            partitions[member][counts[member]++] = i / _primaryCount;
        }

        return partitions;
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
