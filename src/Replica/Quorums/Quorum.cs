using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Replica.Quorums;

/// <summary>
/// One count of answers, in the manner of riak_kv's get and put cores: ask, add an answer or a failure, enough?
/// Every primary has one part, which it or a stand-in fills, and a part counts once: so W answers are W
/// different replicas' worth, and no answer counts that was not asked for.
/// </summary>
internal sealed class Quorum(int needed)
{
    private readonly List<Ask> _asks = [];

    public int Needed { get; } = needed;

    public IReadOnlyList<Ask> Asks => _asks;

    public bool IsMet => Got >= Needed;

    /// <summary>How many primaries' parts have been filled.</summary>
    public int Got { get; private set; }

    public bool IsWaiting => _asks.Exists(a => a.Status == AskStatus.Waiting);

    public void Add(NodeId primary, NodeId node, Instant now) => _asks.Add(new Ask(primary, node, now));

    public bool HasAsked(NodeId node) => _asks.Exists(a => a.Node == node);

    /// <summary>Counts an answer; false for one that nobody asked for, or that came before.</summary>
    public bool Answer(NodeId node)
    {
        var ask = _asks.Find(a => a.Node == node && a.Status != AskStatus.Answered);
        if (ask is null)
        {
            return false;
        }

        Got += IsFilled(ask.Primary) ? 0 : 1;
        ask.Status = AskStatus.Answered;
        return true;
    }

    /// <summary>Marks a node as failed; the primary whose part is open again, or none.</summary>
    public NodeId Fail(NodeId node)
    {
        var ask = _asks.Find(a => a.Node == node && a.Status == AskStatus.Waiting);
        if (ask is null)
        {
            return default;
        }

        ask.Status = AskStatus.Failed;
        var isOpen = !_asks.Exists(a => a.Primary == ask.Primary && a.Status != AskStatus.Failed);
        return isOpen ? ask.Primary : default;
    }

    /// <summary>Whether the primary itself or a stand-in has answered.</summary>
    public bool IsFilled(NodeId primary) =>
        _asks.Exists(a => a.Primary == primary && a.Status == AskStatus.Answered);

    /// <summary>Nodes that have kept the quorum waiting since the time given, or longer.</summary>
    public List<NodeId> LateSince(Instant time) =>
        [.. _asks.Where(a => a.Status == AskStatus.Waiting && a.At <= time).Select(a => a.Node)];

    /// <summary>True when the parts filled and those still waited for do not suffice.</summary>
    public bool IsHopeless()
    {
        var open = _asks.Where(a => a.Status == AskStatus.Waiting && !IsFilled(a.Primary));
        return Got + open.DistinctBy(a => a.Primary).Count() < Needed;
    }

    public List<NodeId> AnsweredBy() =>
        [.. _asks.Where(a => a.Status == AskStatus.Answered).Select(a => a.Node)];

    public QuorumCount ToCount() =>
        new(Needed, Got, _asks.Count(a => a.IsStandIn && a.Status == AskStatus.Answered));
}
