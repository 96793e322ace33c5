using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Promise 4: a dot is never used twice. Two different values of one key under one dot, in whatever
/// acknowledgement, read or final state they are met, break it. Memory grows with distinct dots, about 100 bytes
/// each: a dot may come back at any time, so none can be forgotten.
/// </summary>
public sealed class DotReuseChecker
{
    private readonly Dictionary<Key, Dictionary<Dot, DotUse>> _keys = [];
    private readonly HashSet<(Key Key, Dot Dot)> _reused = [];
    private readonly ViolationList _violations = new();
    private long _dots;

    public void Observe(Operation operation)
    {
        foreach (var version in operation.Versions)
        {
            if (version.HasDot)
            {
                var start = operation.Start.Microseconds;
                var use = new DotUse(version.ValueId, operation.Worker, operation.Kind, start);
                Meet(operation.Key, version.Dot, use, replica: null);
            }
        }
    }

    /// <summary>Looks through the final states too, when there are any, and reports.</summary>
    public PromiseReport Finish(FinalState? final)
    {
        if (final is not null)
        {
            ObserveStates(final);
        }

        var where = final is null ? "operations; final states were not read" : "operations and final states";
        var outcome = _dots == 0 ? PromiseOutcome.NotChecked : PromiseOutcome.Held;
        return new PromiseReport
        {
            Promise = 4,
            Outcome = _violations.Count > 0 ? PromiseOutcome.Broken : outcome,
            Evidence = $"{_dots} dots on {_keys.Count} keys, {_violations.Count} used twice, in {where}",
            Violations = _violations.First,
            ViolationCount = _violations.Count,
            Checked = _dots,
        };
    }

    private void ObserveStates(FinalState final)
    {
        foreach (var (key, primaries) in final.States.OrderBy(entry => entry.Key))
        {
            foreach (var primary in primaries)
            {
                ObserveState(key, primary);
            }
        }
    }

    private void ObserveState(Key key, ReplicaState primary)
    {
        if (primary.State is null)
        {
            return;
        }

        foreach (var sibling in primary.State.Siblings)
        {
            var use = new DotUse(ValueId.Of(sibling.Value), Worker: -1, OperationKind.Read, StartUs: -1);
            Meet(key, sibling.Dot, use, primary.Node.Name);
        }
    }

    private void Meet(Key key, Dot dot, DotUse use, string? replica)
    {
        if (!_keys.TryGetValue(key, out var dots))
        {
            dots = [];
            _keys.Add(key, dots);
        }

        if (dots.TryAdd(dot, use))
        {
            _dots++;
            return;
        }

        var first = dots[dot];
        if (first.ValueId != use.ValueId && _reused.Add((key, dot)))
        {
            var replicas = replica is null ? Array.Empty<string>() : [$"{replica} holds value {Shown(use.ValueId)}"];
            var reason = $"dot {dot} names two values, {Shown(first.ValueId)} and {Shown(use.ValueId)}";
            _violations.Add(new Violation(key, reason, [.. Operations(dot, first, use)], replicas));
        }
    }

    private static string Shown(string valueId) => valueId.Length == 0 ? "(tombstone)" : valueId;

    private static IEnumerable<OperationReference> Operations(Dot dot, params DotUse[] uses) => uses
        .Where(use => use.StartUs >= 0)
        .Select(use => new OperationReference(use.Worker, use.Kind, new Instant(use.StartUs), dot, use.ValueId));
}
