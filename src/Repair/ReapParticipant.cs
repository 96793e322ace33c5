using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair;

/// <summary>
/// A member's part in reaping tombstones. A tombstone may be forgotten only when no older version of its key is left
/// anywhere, or that version would come back as if it had never been deleted. It could be held by a primary that missed
/// the delete, by a fallback with a hint, by an operation that read it, or by a message under way.
/// <code>
/// coordinator   ReapPrepare (keys, hashes)  → every member
/// each member   ReapBarrier                 → every other member, once it has the prepare
/// each member   ReapVote (agreed keys)      → coordinator, once it has the prepare and everybody's barrier
/// coordinator   ReapCommit (keys, hashes)   → the primaries, which forget a key if its hash is still the proposed one
/// </code>
/// A member agrees to a key only if it was clean (<see cref="ReapVoteRule"/>) when it sent its barriers, when it
/// votes, and all the time between. Why that is enough: links keep order, so all that a member sent before its barrier
/// has arrived at whoever votes. Suppose some member gets an older version after its own barriers, and take
/// the first one. It got it from a member that was dirty, and that one was so only before its barriers; hence
/// the message came before its barrier did, and so before the vote, and the receiver was not clean all the time: it
/// does not agree. (A primary may get one and stay clean: its tombstone covers it.) Asking at the vote alone is not
/// enough: a read repair sent between barrier and vote would be under way still.
/// <para>
/// Bounded memory: one ballot per member of the ring, of at most <see cref="ReapCoordinator.KeysMax"/> keys, and
/// nothing but its number once voted. A change of the ring asks for a new participant; the reaps under way then time
/// out.
/// </para>
/// </summary>
public sealed class ReapParticipant(HashRing ring, NodeId self)
{
    private readonly Dictionary<NodeId, ReapBallot> _ballots = [];

    /// <summary>
    /// A proposal. Returns the barrier to send to every other member at once, before anything else leaves on those
    /// links; null when it is to be passed over: from another ring, older than one known, a repeat, or too long.
    /// </summary>
    /// <param name="coordinator">Who sent it.</param>
    /// <param name="prepare">Its keys.</param>
    /// <param name="agrees">Asks <see cref="ReapVoteRule"/> about a key as it stands now.</param>
    public ReapBarrier? OnPrepare(NodeId coordinator, ReapPrepare prepare, Func<KeyHash, bool> agrees)
    {
        if (prepare.RingVersion != ring.Version
            || prepare.Keys.Count > ReapCoordinator.KeysMax
            || BallotOf(coordinator, prepare.Reap) is not { IsPrepared: false } ballot)
        {
            return null;
        }

        ballot.Prepare(prepare.Keys.Where(agrees));
        return new ReapBarrier(prepare.Reap, coordinator);
    }

    /// <summary>
    /// A member's barrier; it may come before the proposal. Those of strangers and of older reaps do nothing.
    /// </summary>
    public void OnBarrier(NodeId from, ReapBarrier barrier)
    {
        if (from != self && ring.IsMember(from))
        {
            BallotOf(barrier.Coordinator, barrier.Reap)?.AddBarrier(from);
        }
    }

    /// <summary>
    /// An operation on the key begins here, or a non-primary takes a state or a hint of it: no reap under way may have
    /// it.
    /// </summary>
    public void OnTouched(Key key)
    {
        foreach (var ballot in _ballots.Values)
        {
            ballot.Exclude(key);
        }
    }

    /// <summary>
    /// True when the coordinator's newest reap has its prepare and all barriers, and awaits this vote.
    /// </summary>
    public bool IsReady(NodeId coordinator) =>
        _ballots.TryGetValue(coordinator, out var ballot)
        && ballot is { IsPrepared: true, HasVoted: false }
        && ballot.BarrierCount == ring.Members.Length - 1;

    /// <summary>
    /// The vote to send to the coordinator, once, as soon as <see cref="IsReady"/>; null before and after. It must not
    /// leave before all that the store has applied so far is durable: a crash could bring back what it denies.
    /// </summary>
    public ReapVote? TryVote(NodeId coordinator, Func<KeyHash, bool> agrees)
    {
        if (!IsReady(coordinator))
        {
            return null;
        }

        var ballot = _ballots[coordinator];
        return new ReapVote(ballot.Reap, [.. ballot.Close().Where(agrees).Select(k => k.Key)]);
    }

    /// <summary>
    /// The ballot of this very reap, opened if it is the coordinator's newest; null for an older one.
    /// </summary>
    private ReapBallot? BallotOf(NodeId coordinator, ulong reap)
    {
        if (!ring.IsMember(coordinator))
        {
            return null;
        }

        if (!_ballots.TryGetValue(coordinator, out var ballot) || ballot.Reap < reap)
        {
            _ballots[coordinator] = ballot = new ReapBallot(reap);
        }

        return ballot.Reap == reap ? ballot : null;
    }
}
