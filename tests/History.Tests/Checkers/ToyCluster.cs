using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers;

namespace DynamoLab.History.Tests.Checkers;

/// <summary>
/// Three replicas of one key and four clients, driven by a script of numbers: enough of a protocol to make histories
/// that nobody would write by hand. N = 3, R = W = 2, copies in memory.
/// </summary>
internal sealed class ToyCluster
{
    private const int Clients = 4;

    private static readonly NodeId[] Nodes = [Past.A, Past.B, Past.C];
    private static readonly DottedVersionVectors Versions = new();

    private readonly ObjectState[] _states = [ObjectState.Empty, ObjectState.Empty, ObjectState.Empty];
    private readonly ulong[] _epochs = [1, 1, 1];
    private readonly ulong[] _counters = new ulong[3];
    private readonly CausalContext?[] _contexts = new CausalContext?[Clients];
    private int _steps;

    public PromiseCheckers Checkers { get; } =
        new(new CheckerOptions { ReadQuorum = 2, WriteQuorum = 2, IsStrict = true, CrashLosesCopies = true });

    /// <summary>A broken coordinator: it writes as if its client had seen all that it holds itself.</summary>
    public bool CoversUnseen { get; init; }

    /// <summary>A broken reader: one replica's answer passes for a quorum.</summary>
    public bool ReadsOne { get; init; }

    /// <summary>A broken merge: of several siblings it keeps one, and everybody's context.</summary>
    public bool DropsSiblings { get; init; }

    /// <summary>A broken merge: it forgets what was covered and keeps every sibling.</summary>
    public bool ForgetsCovers { get; init; }

    /// <summary>Reaps tombstones as soon as one replica holds them.</summary>
    public bool ReapsEarly { get; init; }

    /// <summary>Writes whose client hears of no success, although one replica applied them.</summary>
    public bool HasFailures { get; init; } = true;

    public bool HasDeletes { get; init; } = true;

    /// <summary>No crashes, and no deletes without a context, of which nobody knows all that they covered.</summary>
    public bool IsCertain { get; init; }

    public bool HasCrashes { get; init; } = true;

    public IReadOnlyList<ObjectState> States => _states;

    public ToyCluster Run(int[] script)
    {
        foreach (var number in script)
        {
            Step(Math.Abs(number % 1000));
        }

        return this;
    }

    /// <summary>All replicas end as the merge of all.</summary>
    public FinalState Repair()
    {
        var merged = _states.Aggregate(Merge);
        Array.Fill(_states, merged);
        return Past.Agreed(merged);
    }

    private void Step(int number)
    {
        _steps++;
        var (node, client) = (number % 3, number / 3 % Clients);
        var other = (node + 1 + (number / 12 % 2)) % 3;
        switch (number / 24 % 10)
        {
            case 0 or 1 or 2:
                Read(client, node, other);
                break;
            case 3 when HasFailures:
                Write(client, node, null);
                break;
            case 4 when HasDeletes:
                Delete(client, node, other, !IsCertain && number / 240 % 2 == 0);
                break;
            case 5 when HasCrashes && !IsCertain:
                Crash(node);
                break;
            case 6:
                _states[other] = Merge(_states[other], _states[node]);
                Reap(node);
                break;
            default:
                Write(client, node, other);
                break;
        }
    }

    private void Read(int client, int node, int other)
    {
        var state = ReadsOne ? _states[node] : Merge(_states[node], _states[other]);
        _contexts[client] = state.Context;
        Checkers.Observe(Past.Read(client) with
        {
            Start = Past.At(_steps),
            End = Past.At(_steps).PlusUs(500),
            Versions = [.. state.Siblings.ToArray().Select(s => new ObservedVersion(s.Dot, ValueId.Of(s.Value)))],
            Context = state.Context,
        });
    }

    private void Write(int client, int node, int? other)
    {
        var context = _contexts[client] ?? CausalContext.Empty;
        var valueId = $"v{_steps}";
        var outcome = Apply(node, CoversUnseen ? _states[node].Context : context, valueId, out var dot);
        var write = Past.Write(client, dot, context, at: _steps, value: valueId) with
        {
            ResultContext = outcome.ClientContext,
            AcknowledgedBy = Replicate(node, other),
        };
        _contexts[client] = other is null ? _contexts[client] : context.With(dot);
        Checkers.Observe(other is null ? Past.Failed(write) : write);
    }

    private void Delete(int client, int node, int other, bool isHeld)
    {
        var context = isHeld ? _states[node].Context : _contexts[client] ?? CausalContext.Empty;
        var outcome = Apply(node, context, valueId: null, out var dot);
        Checkers.Observe(Past.Delete(client, dot, isHeld ? null : context, at: _steps) with
        {
            CoversHeld = isHeld,
            ResultContext = outcome.ClientContext,
            AcknowledgedBy = Replicate(node, other),
        });
    }

    private WriteOutcome Apply(int node, CausalContext context, string? valueId, out Dot dot)
    {
        var actor = new Actor(Nodes[node], _epochs[node]);
        var now = Past.At(_steps);
        _counters[node] = Versions.NextCounter(_states[node], actor, _counters[node], now);
        dot = new Dot(actor, _counters[node]);
        var value = valueId is null ? null : System.Text.Encoding.UTF8.GetBytes(valueId);
        var outcome = Versions.Write(_states[node], context, new WriteStamp(dot, now), value);
        _states[node] = outcome.State;
        return outcome;
    }

    private NodeId[] Replicate(int node, int? other)
    {
        if (other is not { } copy)
        {
            return [Nodes[node]];
        }

        _states[copy] = Merge(_states[copy], _states[node]);
        return [Nodes[node], Nodes[copy]];
    }

    private ObjectState Merge(ObjectState left, ObjectState right)
    {
        var merged = Versions.Merge(left, right);
        if (DropsSiblings && merged.Siblings.Length > 1)
        {
            return ObjectState.Of(merged.Context, merged.Siblings[0]);
        }

        return ForgetsCovers
            ? ObjectState.Of(
                merged.Context, [.. left.Siblings.ToArray().UnionBy(right.Siblings.ToArray(), s => s.Dot)])
            : merged;
    }

    private void Reap(int node)
    {
        if (ReapsEarly && _states[node].IsTombstone)
        {
            _states[node] = ObjectState.Empty;
            _epochs[node]++;
        }
    }

    private void Crash(int node)
    {
        _states[node] = ObjectState.Empty;
        _epochs[node]++;
        _counters[node] = 0;
        Checkers.Observe(Past.Crash(Nodes[node], _steps));
    }
}
