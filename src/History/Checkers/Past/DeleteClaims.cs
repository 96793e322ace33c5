using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// What the deletes of one key cover, attempted ones included. A reaped tombstone takes its context with it, so a
/// replica that answers with nothing may be right about all of this.
/// </summary>
internal sealed class DeleteClaims(CausalOrder order)
{
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

        _covered.AddAllBut(dot, delete.CoversHeld ? delete.ResultContext : delete.Context);
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

    // Without a context, what its coordinator held; and where that one was too slow to answer the node that passed the
    // delete on, there may have been a second one. By clocks, its dot tells everything.
    private bool IsExtentUnknown(Operation delete, Dot dot) =>
        order.IsByClock ? dot == default : delete.CoversHeld;
}
