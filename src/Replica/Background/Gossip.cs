using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Storage;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Membership by gossip (Dynamo §4.8.1): a digest to one random member at a time; tables travel only where they differ.
/// After a change gossip is quicker for a while, so that a forming cluster agrees within seconds.
/// <para>
/// Now and then the whole table goes to any member, be it suspected: one that started anew knows nobody whom it could
/// answer, and two that started together as each other's seeds would stay an island.
/// </para>
/// </summary>
internal sealed class Gossip(NodeContext node)
{
    private const int LivelyIntervalMsMin = 200;
    private const int LivelyMsPerMember = 8;
    private const int LivelyForMs = 5000;
    private const int IntroductionIntervalMs = 500;

    /// <summary>Members of its former life that a restarted node greets at once.</summary>
    private const int GreetingsMax = 3;

    /// <summary>Every so many gossips carry the whole table.</summary>
    private const int WholeTableEvery = 4;

    private readonly Periodic _gossip = new(node.Options.GossipIntervalMs, node.Random.Fork(1));
    private readonly Periodic _introduction = new(IntroductionIntervalMs, node.Random.Fork(2));
    private Instant _livelyUntil = Instant.Zero;
    private int _nextSeed;
    private int _gossipCount;
    private bool _hasIntroduced;
    private bool _hasHeard;
    private ulong _remembered = node.Options.Remembered.Count == 0 ? 0 : node.Members.Hash;

    public Instant NextDue => Instant.Min(_gossip.Due, IsIntroduced ? Instant.Never : _introduction.Due);

    /// <summary>
    /// A node that remembers its members is ready at once, but they may all have moved: its seeds are told all the same
    /// until somebody speaks.
    /// </summary>
    private bool IsIntroduced => node.IsReady && (_hasHeard || node.Seeds.Count == 0);

    /// <summary>
    /// Longer in a large cluster: while it forms every gossip finds a difference, and the tables that answer it grow
    /// with the cluster.
    /// </summary>
    private int LivelyIntervalMs => Math.Clamp(
        LivelyMsPerMember * node.Members.Joined.Length,
        LivelyIntervalMsMin,
        Math.Max(LivelyIntervalMsMin, node.Options.GossipIntervalMs));

    public void Tick()
    {
        if (!IsIntroduced && (_introduction.TryRun(node.Now) || !_hasIntroduced))
        {
            var seed = node.Seeds[_nextSeed++ % node.Seeds.Count];
            node.Outbox.Add(seed, Table(wantsReply: true));
        }

        if (!_hasIntroduced)
        {
            _hasIntroduced = true;
            GreetRemembered();
        }

        var isLively = node.Now < _livelyUntil;
        if (_gossip.TryRun(node.Now, isLively ? LivelyIntervalMs : null))
        {
            GossipToOne();
            Remember();
        }
    }

    public void OnDigest(NodeId from, GossipDigest digest)
    {
        _hasHeard = true;
        if (digest.MembersHash != node.Members.Hash)
        {
            SendTable(from, wantsReply: true);
        }
    }

    public void OnMembers(NodeId from, GossipMembers gossip)
    {
        _hasHeard = true;
        if (node.Members.Merge(gossip.Members))
        {
            _livelyUntil = node.Now.PlusMs(LivelyForMs);
            _gossip.RunBy(node.Now.PlusMs(LivelyIntervalMs));
        }

        if (gossip.WantsReply && !IsSame(gossip.Members))
        {
            SendTable(from, wantsReply: false);
        }
    }

    /// <summary>Tells a peer on another ring version who the members are, and asks it for its own table.</summary>
    public void Refresh(NodeId peer)
    {
        node.Counters.Add(NodeCounter.RingMismatches);
        SendTable(peer, wantsReply: true);
    }

    /// <summary>Tells a few of those it knew in its former life that it is back, under a new incarnation.</summary>
    private void GreetRemembered()
    {
        for (var i = 0; i < GreetingsMax && node.Options.Remembered.Count > 0; i++)
        {
            var peer = node.RandomPeer();
            if (!peer.IsNone)
            {
                SendTable(peer, wantsReply: true);
            }
        }
    }

    /// <summary>At the pace of gossip, so that a forming cluster does not write its table a hundred times.</summary>
    private void Remember()
    {
        if (_remembered != node.Members.Hash && node.Members.Joined.Length > 1 && node.IsWritable)
        {
            _remembered = node.Members.Hash;
            node.Data.Remember([.. node.Members.ToList()
                .Where(m => m.Status == MemberStatus.Joined)
                .Select(m => new KnownMember(m.Node, m.Host, m.Port, m.Incarnation))]);
        }
    }

    private void GossipToOne()
    {
        var isWhole = ++_gossipCount % WholeTableEvery == 0;
        var peer = isWhole ? node.RandomPeer() : node.RandomOf(node.Peers(node.IsAlive));
        if (!peer.IsNone)
        {
            node.Send(peer, isWhole ? Table(wantsReply: true) : new GossipDigest(node.Members.Hash));
        }

        if (isWhole)
        {
            GossipToLostSeed();
        }
    }

    /// <summary>
    /// Seeds keep logical partitions away (Dynamo §4.8.2): nodes that lost their memory together may find only each
    /// other, and take themselves for the cluster. So a seed that is no member here is told of this one, for ever.
    /// </summary>
    private void GossipToLostSeed()
    {
        if (node.Seeds.Count == 0)
        {
            return;
        }

        var seed = node.Seeds[_nextSeed++ % node.Seeds.Count];
        if (!node.Members.ToList().Any(m => m.Host == seed.Host && m.Port == seed.Port))
        {
            node.Outbox.Add(seed, Table(wantsReply: true));
        }
    }

    private void SendTable(NodeId peer, bool wantsReply) => node.Send(peer, Table(wantsReply));

    private GossipMembers Table(bool wantsReply) => new(wantsReply, node.Members.ToList());

    private bool IsSame(IReadOnlyList<Member> heard) => heard.SequenceEqual(node.Members.ToList());
}
