using System.Runtime.InteropServices;
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
    private const int AsksUsual = 4;

    private readonly List<Ask> _asks = new(AsksUsual);

    public int Needed { get; } = needed;

    /// <summary>How many primaries' parts have been filled.</summary>
    public int Got { get; private set; }

    public bool IsMet => Got >= Needed;

    public bool IsWaiting => _asks.Exists(static a => a.Status == AskStatus.Waiting);

    /// <summary>How many nodes were asked.</summary>
    public int AskCount => _asks.Count;

    /// <summary>
    /// Since when the node asked first of those that have not answered keeps the quorum waiting; or never.
    /// </summary>
    public Instant WaitingSince
    {
        get
        {
            var since = Instant.Never;
            foreach (var ask in _asks)
            {
                since = ask.Status == AskStatus.Waiting ? Instant.Min(since, ask.At) : since;
            }

            return since;
        }
    }

    /// <summary>True when the parts filled and those still waited for do not suffice.</summary>
    public bool IsHopeless
    {
        get
        {
            var open = 0;
            for (var i = 0; i < _asks.Count; i++)
            {
                var ask = _asks[i];
                open += ask.Status == AskStatus.Waiting && !IsFilled(ask.Primary) && IsFirstWaiting(i) ? 1 : 0;
            }

            return Got + open < Needed;
        }
    }

    /// <param name="primary">Whose part is asked for.</param>
    /// <param name="node">Who is asked: the primary itself, or a stand-in.</param>
    /// <param name="at">When; never for this node's own part, which is not late however long it takes.</param>
    public void Add(NodeId primary, NodeId node, Instant at) => _asks.Add(new Ask(primary, node, at));

    public bool HasAsked(NodeId node)
    {
        foreach (var ask in _asks)
        {
            if (ask.Node == node)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts an answer; false for one that nobody asked for, or that came before.</summary>
    public bool Answer(NodeId node)
    {
        foreach (ref var ask in CollectionsMarshal.AsSpan(_asks))
        {
            if (ask.Node == node && ask.Status != AskStatus.Answered)
            {
                Got += IsFilled(ask.Primary) ? 0 : 1;
                ask.Status = AskStatus.Answered;
                return true;
            }
        }

        return false;
    }

    /// <summary>Marks a node as failed; the primary whose part is open again, or none.</summary>
    public NodeId Fail(NodeId node)
    {
        foreach (ref var ask in CollectionsMarshal.AsSpan(_asks))
        {
            if (ask.Node == node && ask.Status == AskStatus.Waiting)
            {
                ask.Status = AskStatus.Failed;
                return IsOpen(ask.Primary) ? ask.Primary : default;
            }
        }

        return default;
    }

    /// <summary>Whether the primary itself or a stand-in has answered.</summary>
    public bool IsFilled(NodeId primary)
    {
        foreach (var ask in _asks)
        {
            if (ask.Status == AskStatus.Answered && ask.Primary == primary)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nodes that have kept the quorum waiting since the time given, or longer.</summary>
    public List<NodeId> LateSince(Instant time) =>
        [.. _asks.Where(a => a.Status == AskStatus.Waiting && a.At <= time).Select(a => a.Node)];

    public List<NodeId> AnsweredBy()
    {
        var nodes = new List<NodeId>(Got);
        foreach (var ask in _asks)
        {
            if (ask.Status == AskStatus.Answered)
            {
                nodes.Add(ask.Node);
            }
        }

        return nodes;
    }

    public QuorumCount ToCount()
    {
        var fromFallbacks = 0;
        foreach (var ask in _asks)
        {
            fromFallbacks += ask.IsStandIn && ask.Status == AskStatus.Answered ? 1 : 0;
        }

        return new QuorumCount(Needed, Got, fromFallbacks);
    }

    /// <summary>Whether nobody fills the part, and nobody is waited for to do so.</summary>
    private bool IsOpen(NodeId primary) =>
        !_asks.Exists(a => a.Primary == primary && a.Status != AskStatus.Failed);

    private bool IsFirstWaiting(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (_asks[i].Status == AskStatus.Waiting && _asks[i].Primary == _asks[index].Primary)
            {
                return false;
            }
        }

        return true;
    }
}
