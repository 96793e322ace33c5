using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers.Past;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Promise 4: a dot is never used twice. Two different values of one key under one dot, in whatever
/// acknowledgement, read or final state they are met, break it. Memory grows with distinct dots, about 100 bytes
/// each: a dot may come back at any time, so none can be forgotten.
/// </summary>
public sealed class DotReuseChecker
{
    private readonly Dictionary<Key, WriteLog> _keys = [];
    private readonly ViolationList _violations = new();
    private long _dots;

    public void Observe(Operation operation)
    {
        foreach (var version in operation.Versions)
        {
            if (version.HasDot)
            {
                var met = new WriteRecord
                {
                    Counter = version.Dot.Counter,
                    Value = ValueText.Of(version.ValueId),
                    StartUs = operation.Start.Microseconds,
                    EndUs = operation.End.Microseconds,
                    Worker = operation.Worker,
                    Kind = operation.Kind,
                };
                Meet(operation.Key, version.Dot, met, replica: null);
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
            var met = new WriteRecord
            {
                Counter = sibling.Dot.Counter,
                Value = ValueText.Of(ValueId.Of(sibling.Value)),
                Worker = WriteRecord.NoWorker,
            };
            Meet(key, sibling.Dot, met, primary.Node.Name);
        }
    }

    /// <summary>What is known of the key's dots.</summary>
    internal WriteLog LogOf(Key key)
    {
        if (!_keys.TryGetValue(key, out var log))
        {
            log = new WriteLog();
            _keys.Add(key, log);
        }

        return log;
    }

    private void Meet(Key key, Dot dot, in WriteRecord met, string? replica)
    {
        ref var known = ref LogOf(key).Meet(dot, met, out var isNew);
        if (isNew)
        {
            _dots++;
            return;
        }

        if (known.Value != met.Value && !known.IsReused)
        {
            known.IsReused = true;
            Report(key, dot, known, met, replica);
        }

        if (met.IsWritten && !known.IsWritten)
        {
            (known.Worker, known.Kind, known.StartUs, known.EndUs) = (met.Worker, met.Kind, met.StartUs, met.EndUs);
        }
    }

    private void Report(Key key, Dot dot, in WriteRecord first, in WriteRecord second, string? replica)
    {
        var replicas = replica is null ? Array.Empty<string>() : [$"{replica} holds value {Shown(second.Value)}"];
        var reason = $"dot {dot} names two values, {Shown(first.Value)} and {Shown(second.Value)}";
        _violations.Add(new Violation(key, reason, [.. Operations(dot, first, second)], replicas));
    }

    private static string Shown(ValueText value) => value.IsTombstone ? "(tombstone)" : value.ToString();

    private static IEnumerable<OperationReference> Operations(Dot dot, params WriteRecord[] uses) => uses
        .Where(use => use.Worker != WriteRecord.NoWorker)
        .Select(use => new OperationReference(
            use.Worker, use.Kind, new Instant(use.StartUs), dot, use.Value.ToString()));
}
