using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Client.Choices;

/// <summary>
/// A ring as a node told it, in terms of the client's nodes: members the client does not know are left out.
/// </summary>
internal sealed class RingView
{
    // More tokens than any cluster is configured with: a ring is built from what another process says.
    private const int TokensPerNodeMax = 4096;

    private readonly HashRing _ring;
    private readonly Dictionary<NodeId, int> _indexes;
    private readonly int[]?[] _primaries;

    private RingView(ulong version, HashRing ring, Dictionary<NodeId, int> indexes)
    {
        Version = version;
        _ring = ring;
        _indexes = indexes;
        _primaries = new int[]?[ring.PartitionCount];
    }

    /// <summary>As the node called it.</summary>
    public ulong Version { get; }

    /// <summary>Null when no ring can be made of it.</summary>
    public static RingView? TryOf(RingResponse response, IReadOnlyList<NodeEndpoint> nodes)
    {
        var members = response.Members
            .Where(m => m.Status == MemberStatus.Joined && !m.Node.IsNone).Select(m => m.Node).ToArray();
        if (members.Length == 0
            || !Enum.IsDefined(response.Placement)
            || response.ReplicationFactor is < 1 or > Limits.MembersMax
            || response.TokensPerNode is < 1 or > TokensPerNodeMax)
        {
            return null;
        }

        var options = new RingOptions(response.Placement, response.ReplicationFactor, response.TokensPerNode);
        var indexes = nodes.Select((n, i) => (n.Node, i)).ToDictionary(p => p.Node, p => p.i);
        return new RingView(response.Version, HashRing.Of(members, options), indexes);
    }

    /// <summary>The key's primaries among the client's nodes, as indexes; may be empty.</summary>
    public int[] PrimariesOf(Token token)
    {
        var partition = _ring.PartitionOf(token);
        return _primaries[partition.Index] ??= Find(_ring.PreferenceListOf(partition));
    }

    private int[] Find(PreferenceList list)
    {
        var found = new List<int>(list.Primaries.Length);
        foreach (var node in list.Primaries)
        {
            if (_indexes.TryGetValue(node, out var index))
            {
                found.Add(index);
            }
        }

        return [.. found];
    }
}
