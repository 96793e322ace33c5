using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Loop;
using DynamoLab.Replica;

namespace DynamoLab.Node.Peers;

/// <summary>
/// The connections this node opened to others, one per address, opened at the first message. Owned by the loop.
/// </summary>
internal sealed class PeerLinks(PeerLinkSetup setup) : IAsyncDisposable
{
    private readonly Dictionary<NodeAddress, PeerLink> _byAddress = [];
    private readonly Dictionary<NodeId, (Member Member, PeerLink Link)> _byPeer = [];
    private readonly List<PeerLink> _touched = [];
    private readonly List<PeerLink> _retired = [];

    public int Count => _byAddress.Count;

    public string Settings => setup.Network.Settings;

    /// <summary>
    /// Queues the message on its link; one for a stranger, or beyond a link's bound, is dropped and counted.
    /// </summary>
    public void Append(in Outgoing message, ReplicaNode node)
    {
        var link = message.Peer.IsNone ? At(message.Address) : To(message.Peer, node.MemberOf(message.Peer));
        if (link is null)
        {
            setup.Counters.Dropped(1);
            return;
        }

        var isStamped = message.Stamp is { } stamp && link.TryAppend(stamp);
        if ((link.TryAppend(message.Message) || isStamped) && !link.IsTouched)
        {
            link.IsTouched = true;
            _touched.Add(link);
        }
    }

    public void Flush()
    {
        foreach (var link in _touched)
        {
            link.IsTouched = false;
            link.Flush();
        }

        _touched.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _byAddress.Values.Concat(_retired))
        {
            await link.DisposeAsync();
        }
    }

    private PeerLink? To(NodeId peer, Member? member)
    {
        if (_byPeer.TryGetValue(peer, out var known) && (member is null || member == known.Member))
        {
            return known.Link;
        }

        if (member is null)
        {
            return null;
        }

        // New, or restarted at the same address or at another: what the old connection still holds is stale.
        var address = new NodeAddress(member.Host, member.Port);
        if (known.Link is { } old && old.Address != address)
        {
            Retire(old);
        }

        if (_byAddress.TryGetValue(address, out var there) && there.IsOlderThan(member))
        {
            Retire(there);
        }

        var link = At(address);
        if (link is not null)
        {
            link.Expect(peer);
            _byPeer[peer] = (member, link);
        }

        return link;
    }

    private PeerLink? At(NodeAddress address)
    {
        if (_byAddress.TryGetValue(address, out var link) || _byAddress.Count >= Limits.MembersMax)
        {
            return link;
        }

        link = new PeerLink(setup, address);
        _byAddress.Add(address, link);
        return link;
    }

    private void Retire(PeerLink link)
    {
        if (_byAddress.TryGetValue(link.Address, out var held) && held == link)
        {
            _byAddress.Remove(link.Address);
        }

        link.Retire();
        _retired.RemoveAll(other => other.HasEnded);
        _retired.Add(link);
    }
}
