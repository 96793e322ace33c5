using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Promise 1: an acknowledged write is present or causally covered after repair, as long as fewer than W of its
/// acknowledgers lost their copy. Streams through the history; linear in operations and the siblings they saw.
/// </summary>
public sealed class LostWriteChecker
{
    private readonly CheckerOptions _options;
    private readonly IVersioning _versioning;
    private readonly CopyLosses _losses;
    private readonly Dictionary<Key, KeyWrites> _keys = [];
    private long _acknowledged;

    public LostWriteChecker(CheckerOptions options)
    {
        _options = options;
        _versioning = Versioning.Of(options.Versioning);
        _losses = new CopyLosses(options);
    }

    public void Observe(FaultEvent fault) => _losses.Observe(fault);

    public void Observe(Operation operation)
    {
        if (!_keys.TryGetValue(operation.Key, out var writes))
        {
            writes = new KeyWrites();
            _keys.Add(operation.Key, writes);
        }

        if (operation.Kind == OperationKind.Read)
        {
            writes.ObserveRead(operation, _options);
            return;
        }

        writes.ObserveWrite(operation, _options, _losses);
        _acknowledged += operation.IsSuccess ? 1 : 0;
    }

    /// <summary>Judges every acknowledged write by the final states of its key's primaries.</summary>
    public PromiseReport Finish(FinalState final)
    {
        foreach (var node in final.DeadNodes)
        {
            _losses.ObserveDead(node);
        }

        var tally = new LossTally();
        long unreadable = 0;
        foreach (var (key, writes) in _keys.OrderBy(entry => entry.Key))
        {
            var primaries = final.States.GetValueOrDefault(key) ?? [];
            var states = primaries.Select(primary => primary.State).OfType<ObjectState>().ToList();
            if (states.Count == 0)
            {
                unreadable += writes.AcknowledgedCount;
                continue;
            }

            var merged = states.Aggregate(_versioning.Merge);
            new KeyVerdict(key, writes, primaries, merged, _losses, tally).Judge(_options.IsLossWaived);
        }

        return Report(tally, unreadable);
    }

    private PromiseReport Report(LossTally tally, long unreadable)
    {
        var withDot = _keys.Values.Sum(writes => writes.AcknowledgedCount);
        var withoutDot = _acknowledged - withDot;
        var conclusive = withDot - unreadable;
        var scheme = _options.Versioning.ToString().ToLowerInvariant();
        var waived = _options.IsLossWaived ? $"; {scheme} does not promise this: a measurement" : "";
        return new PromiseReport
        {
            Promise = 1,
            Outcome = OutcomeOf(tally, conclusive),
            Evidence = $"{_acknowledged} acknowledged writes on {_keys.Count} keys: "
                + $"{tally.Violations.Count} lost, {tally.Expected} lost as expected (W or more copies gone), "
                + $"{tally.Inconclusive} inconclusive (a delete of unknown extent), {tally.Reaped} reaped, "
                + $"{withoutDot} without a dot, {unreadable} of keys that could not be read{waived}",
            Violations = tally.Violations.First,
            ViolationCount = tally.Violations.Count,
            Checked = conclusive,
            ExpectedLosses = tally.Expected,
            Inconclusive = tally.Inconclusive + withoutDot + unreadable,
        };
    }

    private PromiseOutcome OutcomeOf(LossTally tally, long conclusive)
    {
        if (conclusive == 0)
        {
            return PromiseOutcome.NotChecked;
        }

        if (_options.IsLossWaived)
        {
            return PromiseOutcome.Waived;
        }

        return tally.Violations.Count > 0 ? PromiseOutcome.Broken : PromiseOutcome.Held;
    }
}
