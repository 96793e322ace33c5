using System.Runtime.CompilerServices;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.History.Checkers.Past;
using DynamoLab.History.Metrics;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Promises 3 (what was deleted stays deleted), 5 (siblings are the maximal writes) and 6 (reads are regular), and
/// the session guarantees, by causal coverage and never by the order of values: whatever other clients wrote over is
/// no breach. Streams through the history; linear in operations and the siblings they saw (docs/checkers.md).
/// </summary>
public sealed class ReadChecker
{
    private readonly CheckerOptions _options;
    private readonly DotReuseChecker _dots;
    private readonly CausalOrder _order;
    private readonly CopyLosses _losses;
    private readonly ReadTally _reads;
    private readonly ReadJudge _judge;
    private readonly SiblingJudge _siblings;
    private readonly FinalJudge _final;
    private readonly ViolationList _revived = new();
    private readonly ViolationList _falseSiblings = new();
    private readonly Dictionary<Key, KeyPast> _keys = [];
    private long _deletes;
    private bool _isSettled;

    /// <param name="options">The cluster under test.</param>
    /// <param name="dots">Has observed every operation before this checker does: it remembers the dots.</param>
    public ReadChecker(CheckerOptions options, DotReuseChecker dots)
    {
        (_options, _dots) = (options, dots);
        _order = new CausalOrder(options);
        _losses = new CopyLosses(options);
        _reads = new ReadTally(options, _losses);
        _judge = new ReadJudge(_order, _reads);
        _siblings = new SiblingJudge(_order, _falseSiblings);
        _final = new FinalJudge(options, _losses, _revived, _falseSiblings);
    }

    public void Observe(FaultEvent fault) => _losses.Observe(fault);

    public void Observe(Operation operation)
    {
        if (!_keys.TryGetValue(operation.Key, out var past))
        {
            past = new KeyPast(operation.Key, _order, _dots.LogOf(operation.Key));
            _keys.Add(operation.Key, past);
        }

        if (operation.Kind != OperationKind.Read)
        {
            _deletes += operation is { Kind: OperationKind.Delete, IsSuccess: true } ? 1 : 0;
            past.Write(operation);
        }
        else if (operation.IsSuccess)
        {
            MeetUnknown(operation, past);
            _siblings.Judge(operation, past);
            _judge.Judge(operation, past);
        }
    }

    /// <summary>Stale reads and broken session guarantees, whether promised or not. Ends the observation.</summary>
    public ConsistencyMetrics Measure()
    {
        Settle();
        return new ConsistencyMetrics
        {
            StaleReads = Summarize(Guarantee.Fresh),
            ReadYourWrites = Summarize(Guarantee.ReadYourWrites),
            MonotonicReads = Summarize(Guarantee.MonotonicReads),
            MonotonicWrites = Summarize(Guarantee.MonotonicWrites),
            WritesFollowReads = Summarize(Guarantee.WritesFollowReads),
            DeletedReads = Summarize(Guarantee.Deleted),
            StaleBy = _reads.StaleBy.Summarize(),
        };
    }

    /// <summary>Stale reads that began in the window. Ends the observation.</summary>
    public StaleReadCount StaleWithin(WindowMetrics window)
    {
        Settle();
        var reads = window.Operations.GetValueOrDefault(KindNames.Of(OperationKind.Read))?.Successful ?? 0;
        var (stale, worstUs) = _reads.StaleTimes.Within(window.StartUs, window.EndUs);
        return new StaleReadCount(reads, stale, reads == 0 ? null : (double)stale / reads, worstUs);
    }

    /// <summary>The reports on promises 3, 5 and 6.</summary>
    /// <param name="final">The replicas after repair; null when they were not read.</param>
    /// <param name="whyMissing">Why it is null.</param>
    public IReadOnlyList<PromiseReport> Finish(FinalState? final, string whyMissing)
    {
        Settle();
        if (final is not null)
        {
            JudgeFinal(final);
        }

        var reports = new ReadReports(_options, _reads);
        return
        [
            reports.Deletes(_deletes, _revived, _final, final is null ? whyMissing : null),
            reports.Siblings(_siblings, _falseSiblings, _final, final is null ? whyMissing : null),
            reports.Regularity(),
        ];
    }

    private static void MeetUnknown(Operation read, KeyPast past)
    {
        foreach (var version in read.Versions)
        {
            if (!version.HasDot || past.Frontier.Find(version.Dot) is not null)
            {
                continue;
            }

            ref var record = ref past.Log.Find(version.Dot);
            if (!Unsafe.IsNullRef(ref record) && !record.IsWritten && record.CoveredBy == default)
            {
                past.MeetUnknown(version.Dot, record.Value, read);
            }
        }
    }

    private void Settle()
    {
        if (_isSettled)
        {
            return;
        }

        _isSettled = true;
        foreach (var past in _keys.Values.OrderBy(past => past.Key))
        {
            past.Suspects.Settle(long.MaxValue, _reads);
            _siblings.Conclude(past);
        }
    }

    private void JudgeFinal(FinalState final)
    {
        foreach (var node in final.DeadNodes)
        {
            _losses.ObserveDead(node);
        }

        var versioning = Versioning.Of(_options.Versioning, _options.ClockEntriesMax);
        foreach (var past in _keys.Values.OrderBy(past => past.Key))
        {
            var primaries = final.States.GetValueOrDefault(past.Key) ?? [];
            var states = primaries.Select(primary => primary.State).OfType<ObjectState>().ToList();
            if (states.Count > 0)
            {
                _final.Judge(past, states.Aggregate(versioning.Merge), primaries);
            }
        }
    }

    private GuaranteeMetrics Summarize(Guarantee guarantee)
    {
        var tally = _reads.Of(guarantee);
        return new GuaranteeMetrics
        {
            Checked = tally.Checked,
            Violated = tally.Broken,
            Fraction = tally.Checked == 0 ? null : (double)tally.Broken / tally.Checked,
            Examples = [.. tally.Examples.Take(GuaranteeMetrics.ExamplesMax).Select(violation => $"{violation}")],
        };
    }
}
