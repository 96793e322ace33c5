using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;
using DynamoLab.Repair;

namespace DynamoLab.Replica.Background;

/// <summary>
/// Forgets tombstones when every member has confirmed that nothing older is left; the protocol is told at
/// <see cref="ReapParticipant"/>. This node proposes the deleted keys it is the first primary of.
/// </summary>
internal sealed class Reaper
{
    private readonly NodeContext _node;
    private readonly Periodic _round;
    private readonly ReapCoordinator _coordinator = new();
    private ReapParticipant _participant;
    private HashRing _ring;
    private Key _lastProposed;
    private Instant _deadline = Instant.Never;

    public Reaper(NodeContext node)
    {
        _node = node;
        _round = new Periodic(node.Options.ReapIntervalMs, node.Random.Fork(6));
        _ring = node.Ring;
        _participant = new ReapParticipant(_ring, node.Self);
        node.Touched = key => _participant.OnTouched(key);
    }

    public Instant NextDue => _coordinator.IsActive ? _deadline : _node.IsRepairPaused ? Instant.Never : _round.Due;

    public void Tick()
    {
        if (_coordinator.IsActive && _node.Now >= _deadline)
        {
            _coordinator.Abandon();
        }

        var isTime = !_node.IsRepairPaused && !_coordinator.IsActive && _round.TryRun(_node.Now);
        if (isTime && _node.Data.Tombstones.Count > 0)
        {
            FollowRing();
            Propose();
        }
    }

    /// <summary>The reap under way, if any, will commit nothing.</summary>
    public void Abandon() => _coordinator.Abandon();

    public void OnPrepare(NodeId from, ReapPrepare prepare)
    {
        FollowRing();
        if (_participant.OnPrepare(from, prepare, Rule()) is { } barrier)
        {
            SendToOthers(barrier);
            VoteIfReady(from);
        }
    }

    public void OnBarrier(NodeId from, ReapBarrier barrier)
    {
        FollowRing();
        _participant.OnBarrier(from, barrier);
        VoteIfReady(barrier.Coordinator);
    }

    public void OnVote(NodeId from, ReapVote vote)
    {
        FollowRing();
        _coordinator.OnVote(from, vote);
        if (_coordinator.TryCommit() is { } commit)
        {
            Commit(commit);
        }
    }

    /// <summary>Forgets each key of which nothing has changed since it was proposed.</summary>
    public void OnCommit(ReapCommit commit)
    {
        foreach (var (key, hash) in commit.Keys)
        {
            if (_node.IsWritable && _node.Data.StateOf(key) is { IsTombstone: true } state && state.Hash == hash)
            {
                _node.Data.Forget(key);
                _node.Counters.Add(NodeCounter.TombstonesReaped);
            }
        }
    }

    private void Propose()
    {
        KeyHash[] keys = [.. NextTombstones().Select(k => new KeyHash(k, _node.Data.StateOf(k).Hash))];
        if (keys.Length == 0)
        {
            return;
        }

        _lastProposed = keys[^1].Key;
        var prepare = _coordinator.Start(_node.Operations.NextId(), _ring, keys);
        _deadline = _node.Now.PlusMs(_node.Options.ExchangeTimeoutMs);
        SendToOthers(prepare);
        OnPrepare(_node.Self, prepare);
    }

    /// <summary>
    /// Those after the last ones, then from the start again: some that cannot go must not hold up all others.
    /// </summary>
    private List<Key> NextTombstones()
    {
        var own = _node.Data.Tombstones.Where(k => _ring.PreferenceListOf(k.Token).Primaries[0] == _node.Self);
        List<Key> next = [.. own.SkipWhile(k => k.CompareTo(_lastProposed) <= 0).Take(ReapCoordinator.KeysMax)];
        return next.Count > 0 ? next : [.. own.Take(ReapCoordinator.KeysMax)];
    }

    private void Commit(ReapCommit commit)
    {
        foreach (var member in _ring.Members.ToArray())
        {
            KeyHash[] keys = [.. commit.Keys.Where(k => _ring.PreferenceListOf(k.Key.Token).IsPrimary(member))];
            if (keys.Length > 0 && member == _node.Self)
            {
                OnCommit(commit with { Keys = keys });
            }
            else if (keys.Length > 0)
            {
                _node.Send(member, commit with { Keys = keys });
            }
        }
    }

    private void SendToOthers(Message message)
    {
        foreach (var member in _ring.Members)
        {
            if (member != _node.Self)
            {
                _node.Send(member, message);
            }
        }
    }

    private void VoteIfReady(NodeId coordinator)
    {
        if (_participant.TryVote(coordinator, Rule()) is not { } vote)
        {
            return;
        }

        // Held back until all that the vote rests on is durable, removals of hints and of older tombstones included:
        // a crash must not bring back what it denies. If the store fails, nobody gets the vote, and the reap is given up.
        _node.WhenDurable(_node.Data.LastSequence, () => Send(coordinator, vote));
    }

    private void Send(NodeId coordinator, ReapVote vote)
    {
        if (coordinator == _node.Self)
        {
            OnVote(_node.Self, vote);
        }
        else
        {
            _node.Send(coordinator, vote);
        }
    }

    /// <summary>
    /// The vote rule as of now: what is under way is gathered once for all keys, and only when needed.
    /// </summary>
    private Func<KeyHash, bool> Rule()
    {
        HashSet<Key>? inFlight = null;
        return proposed =>
        {
            var held = _node.Data.StateOf(proposed.Key);
            return ReapVoteRule.Agrees(
                _ring.PreferenceListOf(proposed.Key.Token).IsPrimary(_node.Self),
                held.IsEmpty ? 0 : held.Hash,
                proposed.Hash,
                _node.Data.Hints.HoldsFor(proposed.Key),
                (inFlight ??= _node.Operations.Keys()).Contains(proposed.Key));
        };
    }

    private void FollowRing()
    {
        if (!ReferenceEquals(_ring, _node.Ring))
        {
            _ring = _node.Ring;
            _coordinator.Abandon();
            _participant = new ReapParticipant(_ring, _node.Self);
        }
    }
}
