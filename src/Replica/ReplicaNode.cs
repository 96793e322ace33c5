using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Replica.Background;
using DynamoLab.Replica.Membership;

namespace DynamoLab.Replica;

/// <summary>
/// A Dynamo node as a pure state machine: inputs in, effects out. It knows no clock, thread, socket, file or random
/// source; one host serves it with sockets, another simulates thousands of it. Calls must not overlap.
/// </summary>
public sealed class ReplicaNode
{
    private readonly NodeContext _node;
    private readonly ClientRequests _clients;
    private readonly PeerRequests _peers;
    private readonly LabRequests _lab;
    private readonly Gossip _gossip;
    private readonly Prober _prober;
    private readonly HintCourier _hints;
    private readonly AntiEntropy _antiEntropy;
    private readonly Reaper _reaper;

    /// <param name="options">How the node behaves.</param>
    /// <param name="store">What it keeps; nobody else may touch it.</param>
    /// <param name="seed">Decides every random choice of the node.</param>
    public ReplicaNode(NodeOptions options, IReplicaStore store, ulong seed)
    {
        Options = options;
        var self = new Member(
            options.Id, options.Address.Host, options.Address.Port, options.Incarnation, MemberStatus.Joined);
        var members = new MemberTable(self, options.Ring);
        members.Merge([.. options.Remembered.Select(AsJoined)]);
        _node = new NodeContext(options, Counters, members, seed)
        {
            Data = new ReplicaData(options, Counters, store, members.Ring),
        };
        _gossip = new Gossip(_node);
        _prober = new Prober(_node);
        _hints = new HintCourier(_node);
        _antiEntropy = new AntiEntropy(_node);
        _reaper = new Reaper(_node);
        _clients = new ClientRequests(_node);
        _peers = new PeerRequests(_node, _gossip, _hints);
        _lab = new LabRequests(_node, _antiEntropy, _hints, _reaper);
    }

    public NodeOptions Options { get; }

    public NodeCounters Counters { get; } = new();

    /// <summary>The ring as this node knows it.</summary>
    public HashRing Ring => _node.Ring;

    /// <summary>The last key that <see cref="NodeCounter.KeysCrowded"/> has counted.</summary>
    public Key LastCrowdedKey => _node.Data.LastCrowded;

    /// <summary>When <see cref="Tick"/> has something to do again. Hosts sleep until then, they do not poll.</summary>
    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Min(_node.Operations.NextTimer, Instant.Min(_gossip.NextDue, _prober.NextDue));
            next = Instant.Min(next, Instant.Min(_hints.NextDue, _antiEntropy.NextDue));
            return Instant.Min(next, _reaper.NextDue);
        }
    }

    /// <summary>What is known of a member, so that the host can reach it; null for a stranger.</summary>
    public Member? MemberOf(NodeId node) => _node.Members.Find(node);

    /// <summary>One request, message, completion or lost link.</summary>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        _node.Begin(now, outbox);
        if (input.Message is not (GossipMembers or GossipDigest or Ping or Pong or StatusRequest))
        {
            FollowRing();
        }

        switch (input.Kind)
        {
            case NodeInputKind.Request:
                OnRequest(input.ReplyTo, input.Message!);
                break;
            case NodeInputKind.PeerMessage when IsHeard(input.Peer, input.Message!):
                OnMessage(input.Peer, input.Message!);
                break;
            case NodeInputKind.PeerMessage:
                break;
            case NodeInputKind.Durable:
                _node.OnDurable(input.Sequence);
                break;
            case NodeInputKind.StoreFailed:
                _node.OnStoreFailed(input.Reason);
                break;
            case NodeInputKind.LinkDown:
                OnLinkDown(input.Peer);
                break;
        }

        _lab.Tick();
    }

    /// <summary>Every timeout lives here.</summary>
    public void Tick(Instant now, Outbox outbox)
    {
        _node.Begin(now, outbox);
        if (_node.Data.Store.KeyCount > 0)
        {
            FollowRing();
        }

        _node.Operations.FireDue(_node.Now);
        _gossip.Tick();
        _prober.Tick();
        _hints.Tick();
        _antiEntropy.Tick();
        _reaper.Tick();
        _lab.Tick();
    }

    private static Member AsJoined(KnownMember member) =>
        new(member.Node, member.Host, member.Port, member.Incarnation, MemberStatus.Joined);

    private void OnRequest(ReplyTo replyTo, Message request)
    {
        switch (request)
        {
            case GetRequest get:
                _clients.OnGet(replyTo, get);
                break;
            case WriteRequest write:
                _clients.OnWrite(replyTo, write);
                break;
            case RingRequest:
                _lab.OnRing(replyTo);
                break;
            case StatusRequest:
                _lab.OnStatus(replyTo);
                break;
            case RepairPause pause:
                _lab.OnPause(replyTo, pause);
                break;
            case RepairRound round:
                _lab.OnRound(replyTo, round);
                break;
            case StatesRequest states:
                _lab.OnStates(replyTo, states);
                break;
            case DigestsRequest digests:
                _lab.OnDigests(replyTo, digests);
                break;
            default:
                throw new ArgumentException($"{request.Kind} is no request to a node", nameof(request));
        }
    }

    /// <summary>
    /// A stranger can only introduce itself: no answer would find it. And nobody else has this node's name.
    /// </summary>
    private bool IsHeard(NodeId from, Message message) =>
        from != _node.Self && (message is GossipMembers or GossipDigest || _node.Members.IsJoined(from));

    private void OnMessage(NodeId from, Message message)
    {
        if (IsAnswer(message))
        {
            _node.Health.Answered(from);
        }

        switch (message)
        {
            case ReadRequest read:
                _peers.OnRead(from, read);
                break;
            case ReadReply reply:
                _peers.OnReadReply(from, reply);
                break;
            case ReplicateRequest replicate:
                _peers.OnReplicate(from, replicate);
                break;
            case ReplicateReply reply:
                _peers.OnReplicateReply(from, reply);
                break;
            case ForwardRequest forward:
                _clients.OnForward(from, forward);
                break;
            case ForwardReply reply:
                _peers.OnForwardReply(from, reply);
                break;
            case Ping ping:
                _prober.OnPing(from, ping);
                break;
            case Pong pong:
                _prober.OnPong(from, pong);
                break;
            case GossipDigest digest:
                _gossip.OnDigest(from, digest);
                break;
            case GossipMembers members:
                _gossip.OnMembers(from, members);
                break;
            default:
                OnRepairMessage(from, message);
                break;
        }
    }

    private void OnRepairMessage(NodeId from, Message message)
    {
        switch (message)
        {
            case ExchangeOpen open:
                _antiEntropy.OnOpen(from, open);
                break;
            case ExchangeBranches branches:
                _antiEntropy.OnBranches(from, branches);
                break;
            case ExchangeLeaves leaves:
                _antiEntropy.OnLeaves(from, leaves);
                break;
            case ExchangeKeys keys:
                _antiEntropy.OnKeys(from, keys);
                break;
            case ExchangePush push:
                _antiEntropy.OnPush(from, push);
                break;
            case ExchangePull pull:
                _antiEntropy.OnPull(from, pull);
                break;
            case ReapPrepare prepare:
                _reaper.OnPrepare(from, prepare);
                break;
            case ReapBarrier barrier:
                _reaper.OnBarrier(from, barrier);
                break;
            case ReapVote vote:
                _reaper.OnVote(from, vote);
                break;
            case ReapCommit commit:
                _reaper.OnCommit(commit);
                break;
            default:
                // The host lets only messages of peers through; another kind is a mistake of the host, not of the peer.
                throw new ArgumentException($"{message.Kind} is no message between nodes", nameof(message));
        }
    }

    /// <summary>What was asked for, and so proves that the peer both hears and speaks.</summary>
    private static bool IsAnswer(Message message) => message is ReadReply or ReplicateReply or ForwardReply
        or ExchangeBranches or ExchangeKeys or ExchangePull;

    private void OnLinkDown(NodeId peer)
    {
        if (!_node.Members.IsJoined(peer) || peer == _node.Self)
        {
            return;
        }

        _node.Health.LinkDown(peer, _node.Now);
        _node.Operations.OnLinkDown(peer);
        _antiEntropy.OnLinkDown(peer);
    }

    /// <summary>
    /// Membership may have changed since the last step; data follows before anything is done with it. Where there
    /// is none to follow, the new ring can wait until it is asked for.
    /// </summary>
    private void FollowRing() => _ = _node.Ring;
}
