using DynamoLab.Core;

namespace DynamoLab.History.Checkers;

/// <summary>
/// Which nodes lost their copies, and when. Decides whether a loss is expected: promise 1 binds as long as fewer
/// than W acknowledgers of a write lost their copy. A crash counts from the start of the operation on, since the
/// acknowledgement lies somewhere between its start and its end; a loss may thus be excused that was not, by the few
/// milliseconds of one operation, and never the other way round.
/// </summary>
internal sealed class CopyLosses(CheckerOptions options)
{
    private readonly Dictionary<NodeId, Instant> _lastCrash = [];
    private readonly List<(NodeId Node, Instant From, Instant To)> _wipes = [];
    private readonly List<Instant> _crashes = [];

    /// <summary>
    /// A wiped node has lost its copies whatever its durability, until repair is known to have brought them back.
    /// </summary>
    public void Observe(FaultEvent fault)
    {
        if (fault.Kind == FaultEvent.Wipe)
        {
            ObserveWipe(fault);
        }

        if (options.CrashLosesCopies && fault is { Kind: FaultEvent.Crash, Phase: FaultPhase.Inject })
        {
            _crashes.Add(fault.Actual);
            var isLater = !_lastCrash.TryGetValue(fault.Node, out var known) || known < fault.Actual;
            _lastCrash[fault.Node] = isLater ? fault.Actual : known;
        }
    }

    private void ObserveWipe(FaultEvent fault)
    {
        if (fault.Phase == FaultPhase.Inject)
        {
            _crashes.Add(fault.Actual);
            _wipes.Add((fault.Node, fault.Actual, Instant.Never));
            return;
        }

        for (var i = 0; i < _wipes.Count; i++)
        {
            var (node, from, to) = _wipes[i];
            _wipes[i] = (node, from, node == fault.Node && to == Instant.Never ? fault.Actual : to);
        }
    }

    /// <summary>A node that stays dead has no copy to give, whatever its durability.</summary>
    public void ObserveDead(NodeId node) => _lastCrash[node] = Instant.Never;

    /// <summary>Crashes known to have happened before the instant.</summary>
    public int CrashesBefore(Instant instant) => _crashes.Count(crash => crash < instant);

    /// <summary>Nodes that lost their copies at the instant or later, and have not got them back.</summary>
    public int NodesLostSince(Instant instant) => NodesLostSince(instant, Instant.Never);

    /// <summary>The same, with those that had not got them back at another instant.</summary>
    public int NodesLostSince(Instant instant, Instant back) => _lastCrash.Where(crash => crash.Value >= instant)
        .Select(crash => crash.Key)
        .Union(_wipes.Where(wipe => wipe.From >= instant && wipe.To >= back).Select(wipe => wipe.Node))
        .Count();

    /// <summary>True when W copies or more are gone, so that the write need not have survived.</summary>
    public bool IsLossExpected(AcknowledgedWrite write, IReadOnlyList<ReplicaState> primaries) =>
        LostCopies(write, primaries) >= options.WriteQuorum;

    private int LostCopies(AcknowledgedWrite write, IReadOnlyList<ReplicaState> primaries)
    {
        var start = write.Operation.Start;
        var crashed = write.AcknowledgedBy.Count(node => HasCrashedSince(node, start));
        // A fallback gives its copy to a primary and forgets it, so that the copy may have died with that primary.
        var fallbacks = write.AcknowledgedBy.Count(
            node => !HasCrashedSince(node, start) && primaries.All(primary => primary.Node != node));
        var owners = primaries.Count(
            primary => !write.AcknowledgedBy.Contains(primary.Node) && HasCrashedSince(primary.Node, start));
        return crashed + Math.Min(fallbacks, owners);
    }

    private bool HasCrashedSince(NodeId node, Instant start) =>
        (_lastCrash.TryGetValue(node, out var crash) && crash >= start)
        || _wipes.Exists(wipe => wipe.Node == node && wipe.From >= start && wipe.To == Instant.Never);
}
