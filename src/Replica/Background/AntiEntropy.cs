using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Versions;
using DynamoLab.Repair;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Merkle anti-entropy (Dynamo §4.7): now and then an exchange with one random peer over everything both own, and in a
/// repair round the exchanges the round's plan draws.
/// </summary>
internal sealed class AntiEntropy(NodeContext node)
{
    private readonly SortedDictionary<ulong, RunningExchange> _running = [];
    private readonly Periodic _background = new(node.Options.AntiEntropyIntervalMs, node.Random.Fork(5));

    /// <summary>No exchange is late before; one that has made progress since is found not to be late then.</summary>
    private Instant _nextLook = Instant.Never;

    public bool IsIdle => _running.Count == 0;

    public Instant NextDue => Instant.Min(_nextLook, node.IsRepairPaused ? Instant.Never : _background.Due);

    public void Tick()
    {
        if (node.Now >= _nextLook)
        {
            EndLate();
        }

        if (!node.IsRepairPaused && _background.TryRun(node.Now) && _running.Count == 0 && node.IsWritable)
        {
            OpenWithRandomPeer();
        }
    }

    public void StartRound(ReplyTo replyTo, RepairRound request)
    {
        var round = new RepairRoundRun(
            replyTo, request.Round, node.Now.PlusMs(Math.Max(1, request.TimeoutMs)));
        var pairs = RoundPlan.Draw(node.Ring, request.LiveNodes, request.Seed, request.Round, node.Self);
        round.Exchanges = round.Running = pairs.Count;
        foreach (var pair in pairs)
        {
            Open(pair.Peer, pair.Partitions, round);
        }

        ReplyIfOver(round);
    }

    public void OnOpen(NodeId from, ExchangeOpen open) =>
        node.Send(from, ExchangeResponder.Branches(open, node.Data.Forest));

    public void OnLeaves(NodeId from, ExchangeLeaves leaves)
    {
        foreach (var keys in ExchangeResponder.Keys(leaves, node.Data.Forest, node.Data.Store))
        {
            node.Send(from, keys);
        }
    }

    public void OnPush(NodeId from, ExchangePush push)
    {
        node.Counters.Add(NodeCounter.StatesExchanged, push.States.Count);
        var by = node.IsRepairAtRestEverywhere ? HealedBy.Round : HealedBy.BackgroundExchange;
        var pull = ExchangeResponder.Pull(push, pushed => MergePushed(pushed, by), node.Data.Store);

        // Also where this push changed nothing: pulls must leave in the order of their pushes. Where the store fails
        // the exchange gets no answer and times out.
        node.WhenDurable(node.Data.LastSequence, () => node.Send(from, pull));
    }

    public void OnBranches(NodeId from, ExchangeBranches branches)
    {
        if (branches.Outcome == ReplicaOutcome.RingMismatch)
        {
            node.Send(from, new GossipMembers(true, node.Members.ToList()));
        }

        Go(from, branches.Exchange, initiator => initiator.OnBranches(branches, node.Data.Forest));
    }

    public void OnKeys(NodeId from, ExchangeKeys keys) =>
        Go(from, keys.Exchange, initiator => initiator.OnKeys(keys, node.Data.Forest, node.Data.Store));

    public void OnPull(NodeId from, ExchangePull pull) =>
        Go(from, pull.Exchange, initiator => initiator.OnPull(pull, node.Data.Forest, node.Data.Store));

    public void OnLinkDown(NodeId peer)
    {
        foreach (var (id, lost) in _running.Where(r => r.Value.Initiator.Peer == peer).ToArray())
        {
            End(id, lost, isCompleted: false);
        }
    }

    private void EndLate()
    {
        foreach (var (id, late) in _running.Where(r => node.Now >= DueOf(r.Value)).ToArray())
        {
            End(id, late, isCompleted: false);
        }

        _nextLook = _running.Values.Select(DueOf).Aggregate(Instant.Never, Instant.Min);
    }

    private Instant DueOf(RunningExchange exchange) => Instant.Min(
        exchange.LastProgress.PlusMs(node.Options.ExchangeTimeoutMs), exchange.Round?.Deadline ?? Instant.Never);

    /// <summary>
    /// What this node does not own, because members have changed meanwhile, it does not take; and nothing while its
    /// store takes nothing. The initiator is told all the same what both come to.
    /// </summary>
    private ObjectState MergePushed(KeyState pushed, HealedBy by)
    {
        if (!node.Data.Owns(pushed.Key))
        {
            return pushed.State;
        }

        return node.Data.TryMerge(pushed.Key, pushed.State, by)
            ? node.Data.StateOf(pushed.Key)
            : node.Data.Merged(node.Data.StateOf(pushed.Key), pushed.State);
    }

    private void OpenWithRandomPeer()
    {
        var peer = node.RandomOf(node.Peers(node.IsAlive));
        if (peer.IsNone)
        {
            return;
        }

        var ring = node.Ring;
        PartitionId[] shared = [.. node.Data.Forest.Partitions.Where(p => ring.PreferenceListOf(p).IsPrimary(peer))];
        if (shared.Length > 0)
        {
            Open(peer, shared, round: null);
        }
    }

    private void Open(NodeId peer, IReadOnlyList<PartitionId> partitions, RepairRoundRun? round)
    {
        var id = node.Operations.NextId();
        var initiator = new ExchangeInitiator(id, peer, partitions);
        var running = new RunningExchange(initiator, round) { LastProgress = node.Now };
        _running.Add(id, running);
        _nextLook = Instant.Min(_nextLook, DueOf(running));
        node.Counters.Add(NodeCounter.ExchangesStarted);
        node.Ask(peer, initiator.Open(node.Data.Forest));
    }

    private void Go(NodeId from, ulong id, Func<ExchangeInitiator, ExchangeStep> step)
    {
        if (!_running.TryGetValue(id, out var running) || running.Initiator.Peer != from)
        {
            return;
        }

        running.LastProgress = node.Now;
        var todo = step(running.Initiator);
        var by = running.Round is null ? HealedBy.BackgroundExchange : HealedBy.Round;
        foreach (var pulled in todo.Merge)
        {
            node.Data.TryMerge(pulled.Key, pulled.State, by);
        }

        node.Counters.Add(NodeCounter.StatesExchanged, todo.Merge.Count);
        foreach (var message in todo.Send)
        {
            node.Send(from, message);
        }

        if (running.Initiator.IsDone || running.Initiator.HasFailed)
        {
            End(id, running, running.Initiator.IsDone);
        }
    }

    private void End(ulong id, RunningExchange exchange, bool isCompleted)
    {
        _running.Remove(id);
        node.Counters.Add(isCompleted ? NodeCounter.ExchangesCompleted : NodeCounter.ExchangesTimedOut);
        if (exchange.Round is { } round)
        {
            round.Running--;
            round.TimedOut += isCompleted ? 0 : 1;
            round.StatesSent += exchange.Initiator.StatesSent;
            round.StatesReceived += exchange.Initiator.StatesReceived;
            ReplyIfOver(round);
        }
    }

    private void ReplyIfOver(RepairRoundRun round)
    {
        if (round.Running == 0)
        {
            node.Outbox.Add(round.ReplyTo, new RepairRoundDone(
                round.Round, round.Exchanges, round.TimedOut, round.StatesSent, round.StatesReceived));
        }
    }
}
