using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Replica.Detection;
using DynamoLab.Replica.Membership;
using DynamoLab.Replica.Operations;

namespace DynamoLab.Replica;

/// <summary>
/// What the parts of one node share: its options and data, and, for the length of one step, the time and the outbox.
/// </summary>
internal sealed class NodeContext(NodeOptions options, NodeCounters counters, MemberTable members, ulong seed)
{
    private readonly Queue<(long Sequence, Action<bool> Ended)> _awaitingDurable = new();
    private long _durableSequence;
    private string _storeFailure = "";

    public NodeOptions Options { get; } = options;

    public NodeId Self => Options.Id;

    public NodeCounters Counters { get; } = counters;

    public MemberTable Members { get; } = members;

    /// <summary>
    /// The ring of the present members. The data moves to it when it is first needed: while a cluster forms, members
    /// change a hundred times before anybody asks for a key.
    /// </summary>
    public HashRing Ring
    {
        get
        {
            if (Data.Forest.Ring.Version != Members.RingVersion)
            {
                Data.Rehome(Members.Ring);
            }
            else if (Data.OwesHints && IsWritable)
            {
                Data.MoveOut();
            }

            return Data.Forest.Ring;
        }
    }

    public PeerHealthTable Health { get; } = new(options, counters);

    public OperationTable Operations { get; } = new(options.Incarnation);

    public DeterministicRandom Random { get; } = new(seed);

    public required ReplicaData Data { get; init; }

    /// <summary>Told of every key that an operation begins on, or that comes to a node that does not own it.</summary>
    public Action<Key> Touched { get; set; } = static _ => { };

    /// <summary>Whether the store takes records. While it does not, reads go on and nothing is changed.</summary>
    public bool IsWritable => Data.Store.IsWritable;

    /// <summary>Why writes are refused, for clients to read.</summary>
    public string WhyNotWritable => $"the disk of {Self} takes no writes: {_storeFailure}";

    public bool IsRepairPaused { get; set; }

    /// <summary>Whether repair has come to rest on all nodes: what is exchanged now belongs to a round.</summary>
    public bool IsRepairAtRestEverywhere { get; set; }

    public Instant Now { get; private set; }

    public Outbox Outbox { get; private set; } = new();

    /// <summary>Whom to be introduced to; a node that is its own seed is the first of its cluster.</summary>
    public IReadOnlyList<NodeAddress> Seeds { get; } = [.. options.Seeds.Where(s => s != options.Address)];

    /// <summary>A node that was told of a cluster to join serves nobody before the cluster has answered.</summary>
    public bool IsReady => Seeds.Count == 0 || Members.Joined.Length > 1;

    public void Begin(Instant now, Outbox outbox)
    {
        // A host's clock may be read on several threads; the machine's own time never goes back.
        Now = now > Now ? now : Now;
        Outbox = outbox;
        if (!Data.Store.HoldsAll)
        {
            Data.ForgetDamaged();
        }
    }

    public bool IsAlive(NodeId node) => Health.IsAlive(node, Now);

    public void Send(NodeId peer, Message message) => Outbox.Add(peer, message);

    /// <summary>Sends what the peer must answer: its silence from now on is held against it.</summary>
    public void Ask(NodeId peer, Message message)
    {
        Health.Asked(peer, Now);
        Outbox.Add(peer, message);
    }

    public void Begin(Operation operation)
    {
        Operations.Add(operation);
        Touched(operation.Key);
    }

    public void Ping(NodeId peer) => Ask(peer, new Ping(Health.Pinged(peer, Now)));

    public void ReplyTo(WriteOrigin origin, WriteResponse response)
    {
        if (origin.Forwarder.IsNone)
        {
            Outbox.Add(origin.Client, response);
        }
        else
        {
            Send(origin.Forwarder, new ForwardReply(origin.ForwardOperation, ReplicaOutcome.Ok, response));
        }
    }

    /// <summary>Runs an action once the record is durable, in the order of records.</summary>
    /// <param name="sequence">The record's number; it counts for all before it too.</param>
    /// <param name="then">Run at once where it is durable already; never when the store fails first.</param>
    public void WhenDurable(long sequence, Action then) => WhenDurable(sequence, isDurable =>
    {
        if (isDurable)
        {
            then();
        }
    });

    /// <summary>Runs an action once the record is durable or the store has failed, in the order of records.</summary>
    /// <param name="sequence">The record's number; it counts for all before it too.</param>
    /// <param name="ended">Run with whether it is durable; at once where it is already.</param>
    public void WhenDurable(long sequence, Action<bool> ended)
    {
        if (sequence <= _durableSequence)
        {
            ended(true);
            return;
        }

        _awaitingDurable.Enqueue((sequence, ended));
        Outbox.Persist(sequence);
    }

    /// <summary>Nobody is to wait for the store any longer: who waited is told, in the order of records.</summary>
    public void OnStoreFailed(string reason)
    {
        _storeFailure = reason;
        Counters.Add(NodeCounter.StoreFailures);
        for (var left = _awaitingDurable.Count; left > 0; left--)
        {
            _awaitingDurable.Dequeue().Ended(false);
        }
    }

    public void OnDurable(long sequence)
    {
        _durableSequence = Math.Max(_durableSequence, sequence);
        while (_awaitingDurable.TryPeek(out var waiting) && waiting.Sequence <= _durableSequence)
        {
            _awaitingDurable.Dequeue().Ended(true);
        }
    }

    /// <summary>A random member other than this node; none if there is none.</summary>
    public NodeId RandomPeer()
    {
        var joined = Members.Joined;
        if (joined.Length < 2)
        {
            return default;
        }

        var drawn = Random.Next(joined.Length - 1);
        return joined[drawn].CompareTo(Self) < 0 ? joined[drawn] : joined[drawn + 1];
    }

    /// <summary>One of them at random; none if there is none.</summary>
    public NodeId RandomOf(List<NodeId> peers) => peers.Count == 0 ? default : peers[Random.Next(peers.Count)];

    /// <summary>The members other than this node for which the condition holds.</summary>
    public List<NodeId> Peers(Func<NodeId, bool> condition)
    {
        var peers = new List<NodeId>();
        foreach (var node in Members.Joined)
        {
            if (node != Self && condition(node))
            {
                peers.Add(node);
            }
        }

        return peers;
    }
}
