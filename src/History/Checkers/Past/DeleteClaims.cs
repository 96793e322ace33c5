using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// What the deletes of one key cover, attempted ones included. A reaped tombstone takes its context with it, so a
/// replica that answers with nothing may be right about all of this.
/// </summary>
internal sealed class DeleteClaims(CausalOrder order)
{
    /// <summary>
    /// Deletes remembered one by one, the latest; of earlier ones it is known only what all of them cover together.
    /// </summary>
    private const int RecentMax = 32;

    private readonly Queue<(Dot Dot, CausalContext Context)> _recent = new();
    private readonly DotSet _covered = new();
    private readonly HashSet<Dot> _tombstones = [];
    private Dot _latest;

    /// <summary>The start of the first delete of which nobody knows all that it covered.</summary>
    public long UnknownFromUs { get; private set; } = long.MaxValue;

    public void Observe(Operation delete, Dot dot)
    {
        var start = delete.Start.Microseconds;
        if (dot != default)
        {
            _tombstones.Add(dot);
            _latest = CausalOrder.IsAfter(dot, _latest) || _latest == default ? dot : _latest;
        }

        if (IsExtentUnknown(delete, dot))
        {
            UnknownFromUs = Math.Min(UnknownFromUs, start);
        }

        var context = delete.CoversHeld ? delete.ResultContext : delete.Context;
        _covered.AddAllBut(dot, context);
        if (_recent.Count == RecentMax)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue((dot, context));
    }

    public bool Covers(Dot dot) => _covered.Contains(dot)
        || _tombstones.Any(tombstone => order.TakesOver(tombstone, dot))
        || (order.IsByClock && _latest != default && _latest != dot && CausalOrder.IsAfter(_latest, dot));

    /// <summary>
    /// True when reaping explains that a read does not reflect a write: it was deleted, or is a delete itself, and
    /// the read shows nothing that was deleted with it.
    /// </summary>
    public bool Explain(Operation read, Dot missing)
    {
        if (read.End.Microseconds > UnknownFromUs)
        {
            return true;
        }

        if (!Covers(missing) && !_tombstones.Contains(missing))
        {
            return false;
        }

        if (!order.IsByClock && IsExplainedByOne(read, missing))
        {
            return true;
        }

        // By clock, a write after the reaping may look older than the delete.
        foreach (var version in order.IsByClock ? [] : read.Versions)
        {
            if (version.ValueId.Length > 0 && Covers(version.Dot))
            {
                return false;
            }
        }

        return true;
    }

    // What the answer shows may have been deleted as well, by another delete: one that failed, or is under way.
    private bool IsExplainedByOne(Operation read, Dot missing)
    {
        foreach (var (dot, context) in _recent)
        {
            if ((dot == missing && dot != default) || context.Covers(missing))
            {
                var isShowing = read.Versions.Any(version => version.ValueId.Length > 0
                    && (context.Covers(version.Dot) || order.TakesOver(dot, version.Dot)));
                if (!isShowing)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Without a context, what its coordinator held; and where that one was too slow to answer the node that passed the
    // delete on, there may have been a second one. By clocks, its dot tells everything.
    private bool IsExtentUnknown(Operation delete, Dot dot) =>
        order.IsByClock ? dot == default : delete.CoversHeld;
}
