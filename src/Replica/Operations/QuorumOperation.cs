using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Replica.Quorums;

namespace DynamoLab.Replica.Operations;

/// <summary>
/// A read or a write that this node coordinates: it asks for the part of every primary, lets fallbacks stand in for
/// those that are away, answers its client as soon as the quorum is met or hopeless, and ends when nobody is
/// waited for any more. It stands on the ring it began with: nodes that have moved on refuse it.
/// </summary>
internal abstract class QuorumOperation(NodeContext node, Key key, int needed, int timeoutMs)
    : Operation(node.Operations.NextId())
{
    /// <summary>Stand-ins that one operation asks, all parts together.</summary>
    private const int StandInsMax = 8;

    private readonly Instant _deadline =
        node.Now.PlusMs(timeoutMs > 0 ? timeoutMs : node.Options.RequestTimeoutMs);

    private int _standIns;
    private bool _hasStoreFailed;

    public override Key Key { get; } = key;

    public override Instant NextDue => Instant.Min(
        IsReplied ? Instant.Never : _deadline,
        Quorum.WaitingSince.PlusMs(Node.Options.ReplicaTimeoutMs));

    protected NodeContext Node { get; } = node;

    protected HashRing Ring { get; } = node.Ring;

    protected PreferenceList Preference { get; } = node.Ring.PreferenceListOf(key.Token);

    protected Quorum Quorum { get; } = new(needed);

    protected bool IsReplied { get; private set; }

    /// <summary>Whether fallbacks may fill the parts of absent primaries.</summary>
    protected abstract bool MayStandIn { get; }

    public override void OnTimer()
    {
        foreach (var late in Quorum.LateSince(Node.Now.PlusMs(-Node.Options.ReplicaTimeoutMs)))
        {
            GiveUpOn(late);
        }

        if (!IsReplied && Node.Now >= _deadline)
        {
            EndUnmet("time ran out");
        }

        Advance();
    }

    public override void OnFailure(NodeId node)
    {
        GiveUpOn(node);
        Advance();
    }

    /// <summary>The store of this node failed before its own part was durable: somebody else may fill it.</summary>
    protected void OnStoreFailed()
    {
        Fail(Node.Self);
        _hasStoreFailed = true;
        Advance();
    }

    /// <summary>Asks for the part of a primary: the primary itself, or a stand-in when it is suspected.</summary>
    protected void AskFor(NodeId primary)
    {
        if (!MayStandIn || Node.IsAlive(primary) || !TryStandIn(primary))
        {
            Ask(primary, primary);
        }
    }

    /// <summary>Asks the first live fallback that has no part yet; false when there is none.</summary>
    protected bool TryStandIn(NodeId primary)
    {
        foreach (var fallback in Preference.Fallbacks)
        {
            if (_standIns < StandInsMax && !Quorum.HasAsked(fallback) && Node.IsAlive(fallback))
            {
                _standIns++;
                Node.Counters.Add(NodeCounter.StandIns);
                Ask(primary, fallback);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Replies on the quorum's last answer, fails as soon as that cannot come, ends when all have spoken.
    /// </summary>
    protected void Advance()
    {
        if (!IsReplied && Quorum.IsMet)
        {
            IsReplied = true;
            ReplyMet();
        }
        else if (!IsReplied && Quorum.IsHopeless && !TryWiden())
        {
            Node.Counters.Add(NodeCounter.EarlyFailures);
            EndUnmet("too few replicas can be reached");
        }

        if (IsReplied && !Quorum.IsWaiting)
        {
            Node.Operations.Remove(this);
            Finish();
        }
    }

    /// <summary>Sends the request to a node, or answers it at once where the node is this one.</summary>
    protected abstract void SendTo(NodeId primary, NodeId node);

    protected abstract void ReplyMet();

    protected abstract void ReplyUnmet(string reason);

    /// <summary>Finds somebody else for the part of a primary that was given up.</summary>
    protected virtual void Replace(NodeId primary)
    {
        if (MayStandIn)
        {
            TryStandIn(primary);
        }
    }

    /// <summary>Asks a primary not asked yet, where the operation kept any back.</summary>
    protected virtual bool TryWiden() => false;

    /// <summary>What is left to do once everybody has answered or been given up.</summary>
    protected abstract void Finish();

    private void Ask(NodeId primary, NodeId node)
    {
        Quorum.Add(primary, node, Node.Now);
        Node.Operations.Arm(this);
        SendTo(primary, node);
    }

    private void GiveUpOn(NodeId node)
    {
        // The part of this node itself waits for its store, which neither a link nor a timeout has a say in.
        if (node != Node.Self)
        {
            Fail(node);
        }
    }

    private void Fail(NodeId node)
    {
        var primary = Quorum.Fail(node);
        if (!primary.IsNone)
        {
            Replace(primary);
        }
    }

    private void EndUnmet(string reason)
    {
        IsReplied = true;
        Node.Counters.Add(NodeCounter.QuorumsUnmet);
        reason = _hasStoreFailed ? $"{reason}; {Node.WhyNotWritable}" : reason;
        ReplyUnmet($"quorum not met: needed {Quorum.Needed}, got {Quorum.Got}: {reason}");
    }
}
