using System.Buffers;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Wire;

namespace DynamoLab.Replica.Membership;

/// <summary>
/// Who belongs to the cluster, merged from gossip: per node the telling with the highest incarnation. Two tables that
/// have heard the same tellings in any order are equal, and so are their rings.
/// </summary>
internal sealed class MemberTable
{
    // Asked for with every message; the order of its entries is that of nothing.
    private readonly Dictionary<NodeId, Member> _members = [];
    private readonly RingOptions _ringOptions;
    private readonly Member _self;
    private Member[] _sorted = [];
    private NodeId[] _joined = [];
    private HashRing? _ring;
    private ulong _hash;

    public MemberTable(Member self, RingOptions ringOptions)
    {
        _self = self;
        _ringOptions = ringOptions;
        _members.Add(self.Node, self);
        Refresh();
    }

    /// <summary>Changes whenever anything in the table does.</summary>
    public ulong Hash => _hash;

    /// <summary>The members of the ring, sorted, this node included.</summary>
    public ReadOnlySpan<NodeId> Joined => _joined;

    /// <summary>The version of <see cref="Ring"/>, known without building it.</summary>
    public ulong RingVersion { get; private set; }

    /// <summary>
    /// Built when first asked for: while a cluster forms, members change faster than rings are needed.
    /// </summary>
    public HashRing Ring => _ring ??= HashRing.Of(_joined, _ringOptions);

    public bool IsJoined(NodeId node) => Find(node) is { Status: MemberStatus.Joined };

    public Member? Find(NodeId node) => _members.GetValueOrDefault(node);

    /// <summary>All that were told of, sorted.</summary>
    public IReadOnlyList<Member> ToList() => _sorted;

    /// <summary>Takes over every telling that is news; true when anything was.</summary>
    public bool Merge(IReadOnlyList<Member> tellings)
    {
        var isChanged = false;
        foreach (var telling in tellings)
        {
            // Nobody knows better than the node itself whether and where it lives.
            var isNews = telling.Node != _self.Node
                && (!_members.TryGetValue(telling.Node, out var known) || IsLater(telling, known))
                && (known is not null || _members.Count < Limits.MembersMax);
            if (isNews)
            {
                _members[telling.Node] = telling;
                isChanged = true;
            }
        }

        if (isChanged)
        {
            Refresh();
        }

        return isChanged;
    }

    /// <summary>A total order, so that tables agree even where a node told two addresses in one incarnation.</summary>
    private static bool IsLater(Member telling, Member known)
    {
        var order = (telling.Incarnation, telling.Status, telling.Port)
            .CompareTo((known.Incarnation, known.Status, known.Port));
        return order > 0 || (order == 0 && string.CompareOrdinal(telling.Host, known.Host) > 0);
    }

    private void Refresh()
    {
        _sorted = [.. _members.Values.OrderBy(m => m.Node)];
        NodeId[] joined = [.. _sorted.Where(m => m.Status == MemberStatus.Joined).Select(m => m.Node)];
        if (!joined.AsSpan().SequenceEqual(_joined))
        {
            (_joined, _ring) = (joined, null);
            RingVersion = HashRing.VersionOf(joined, _ringOptions);
        }

        var bytes = new ArrayBufferWriter<byte>(_sorted.Length * 32);
        var writer = new WireWriter(bytes);
        writer.WriteList(ToList());
        writer.Flush();
        _hash = Hash64.Of(bytes.WrittenSpan);
    }
}
