using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Simulation.Studies.Versions;

/// <summary>
/// One key under one scheme: what replicas and fallbacks hold, what each client knows, and what really came before
/// what. A write truly covers the writes whose values its client had read or written, and all that those covered.
/// </summary>
internal sealed class VersionedKey(IVersioning rules, int nodes, int clients, int writesMax)
{
    private const int ValueBytes = 16;

    private readonly ObjectState[] _held = [.. Enumerable.Repeat(ObjectState.Empty, nodes)];
    private readonly ulong[] _epochs = new ulong[nodes];
    private readonly ulong[] _lastCounters = new ulong[nodes];
    private readonly CausalContext[] _contexts = [.. Enumerable.Repeat(CausalContext.Empty, clients)];
    private readonly WriteSet?[] _known = new WriteSet?[clients];
    private readonly Dictionary<Dot, int> _numbers = [];
    private readonly List<WriteSet> _pasts = [];

    /// <summary>What two replicas together hold; the client knows it from now on.</summary>
    public ObjectState Read(int client, int replica, int other)
    {
        var read = rules.Merge(_held[replica], _held[other]);
        _contexts[client] = read.Context;
        var known = new WriteSet(writesMax);
        foreach (var sibling in read.Siblings)
        {
            var number = _numbers[sibling.Dot];
            known.UnionWith(_pasts[number]);
            known.Add(number);
        }

        _known[client] = known;
        return read;
    }

    public void Write(in VersionsStep step, Instant now)
    {
        var (held, context) = (_held[step.Node], step.IsBlind ? CausalContext.Empty : _contexts[step.Client]);
        var dot = NextDot(step.Node, held, now);
        var outcome = rules.Write(held, context, new WriteStamp(dot, now), new byte[ValueBytes]);
        Remember(step, dot);
        _contexts[step.Client] = outcome.ClientContext;
        _held[step.Node] = outcome.State;
        for (var replica = 0; replica < VersionsPlan.Replicas; replica++)
        {
            if ((step.Reached & (1 << replica)) != 0 && replica != step.Node)
            {
                _held[replica] = rules.Merge(_held[replica], outcome.State);
            }
        }
    }

    public void Exchange(int replica, int other) =>
        _held[replica] = _held[other] = rules.Merge(_held[replica], _held[other]);

    public void HandOff(int fallback)
    {
        for (var replica = 0; replica < VersionsPlan.Replicas; replica++)
        {
            _held[replica] = rules.Merge(_held[replica], _held[fallback]);
        }

        _held[fallback] = ObjectState.Empty;
    }

    /// <summary>The state once everybody has told everybody.</summary>
    public ObjectState Final() => _held.Aggregate(rules.Merge);

    /// <summary>Siblings that another sibling of the state truly covers.</summary>
    public int FalseSiblings(ObjectState state)
    {
        var count = 0;
        foreach (var sibling in state.Siblings)
        {
            var number = _numbers[sibling.Dot];
            foreach (var other in state.Siblings)
            {
                if (_pasts[_numbers[other.Dot]].Contains(number))
                {
                    count++;
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>Writes that nothing truly covers, and that the state does not hold.</summary>
    public int LostWrites(ObjectState state)
    {
        var accounted = new WriteSet(writesMax);
        _pasts.ForEach(accounted.UnionWith);
        foreach (var sibling in state.Siblings)
        {
            accounted.Add(_numbers[sibling.Dot]);
        }

        return _pasts.Count - accounted.Count;
    }

    /// <summary>As in the node: who coordinates and holds nothing of the key begins a new epoch.</summary>
    private Dot NextDot(int node, ObjectState held, Instant now)
    {
        if (held.IsEmpty)
        {
            _epochs[node]++;
            _lastCounters[node] = 0;
        }

        var actor = new Actor(NodeNames.Of(node), _epochs[node]);
        _lastCounters[node] = rules.NextCounter(held, actor, _lastCounters[node], now);
        return new Dot(actor, _lastCounters[node]);
    }

    private void Remember(in VersionsStep step, Dot dot)
    {
        var past = new WriteSet(writesMax);
        if (!step.IsBlind && _known[step.Client] is { } known)
        {
            past.UnionWith(known);
        }

        var number = _pasts.Count;
        _numbers.Add(dot, number);
        _pasts.Add(past);
        var after = new WriteSet(writesMax);
        after.UnionWith(past);
        after.Add(number);
        _known[step.Client] = after;
    }
}
