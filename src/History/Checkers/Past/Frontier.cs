using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// The writes of one key that an answer must reflect: those nothing covers and, for reads already under way, those
/// covered only lately. A covered write is asked about no more once a read begins after its cover was acknowledged,
/// because a state that reflects the cover reflects what it covers.
/// </summary>
internal sealed class Frontier(CausalOrder order)
{
    /// <summary>Covered writes are forgotten after this time: no read takes longer, five client timeouts.</summary>
    private const long SupersededKeptUs = 25_000_000;

    private const int SupersededMax = 1024;

    private readonly List<LiveWrite> _live = [];
    private readonly List<LiveWrite> _superseded = [];
    private readonly Dictionary<Dot, LiveWrite> _byDot = [];

    /// <summary>Written or read, and covered by no acknowledged write.</summary>
    public IReadOnlyList<LiveWrite> Live => _live;

    /// <summary>The number of the answer that is being judged; what it shows need not be compared with it.</summary>
    public long Answer { get; set; } = -1;

    public LiveWrite? Find(Dot dot) => _byDot.GetValueOrDefault(dot);

    /// <summary>Adds a write whose dot is known, and marks whatever it covers.</summary>
    /// <param name="isClaimed">False when no attempted write is known to cover it.</param>
    public void Add(LiveWrite write, bool isClaimed, WriteLog log)
    {
        if (_byDot.TryGetValue(write.Dot, out var seen))
        {
            if (seen.IsAcknowledged || !write.IsAcknowledged)
            {
                return;
            }

            _live.Remove(seen);
            _superseded.Remove(seen);
        }

        _byDot[write.Dot] = write;
        if (write.IsAcknowledged)
        {
            CoverBy(write, log);
        }

        Place(write, isClaimed || order.IsByClock, log);
    }

    /// <summary>The oldest acknowledged write that ended before the read began and that it does not reflect.</summary>
    public LiveWrite? Missing(Operation read, DeleteClaims? deletes)
    {
        var start = read.Start.Microseconds;
        LiveWrite? oldest = null;
        foreach (var write in _live)
        {
            oldest = Older(oldest, write, read, deletes);
        }

        for (var i = _superseded.Count - 1; i >= 0 && _superseded[i].SupersededAtUs >= start; i--)
        {
            oldest = Older(oldest, _superseded[i], read, deletes);
        }

        return oldest;
    }

    private LiveWrite? Older(LiveWrite? oldest, LiveWrite write, Operation read, DeleteClaims? deletes)
    {
        var isAskedFor = write.ShownIn != Answer && write.IsAcknowledged && write.EndUs < read.Start.Microseconds
            && (oldest is null || write.EndUs < oldest.EndUs);
        return isAskedFor && !order.Reflects(read, write.Dot) && deletes?.Explain(read, write.Dot) != true
            ? write
            : oldest;
    }

    private void CoverBy(LiveWrite write, WriteLog log)
    {
        if (!order.IsByClock && write.Context.IsEmpty)
        {
            return;
        }

        var kept = 0;
        for (var i = 0; i < _live.Count; i++)
        {
            var other = _live[i];
            if (order.Covers(write, other.Dot))
            {
                Supersede(other, write, log);
            }
            else
            {
                _live[kept++] = other;
            }
        }

        _live.RemoveRange(kept, _live.Count - kept);
    }

    // A fast reader may have written over it before its own writer heard of its success.
    private void Place(LiveWrite write, bool isClaimed, WriteLog log)
    {
        var cover = !isClaimed
            ? null
            : _live.Find(other => other.IsAcknowledged && order.Covers(other, write.Dot))
                ?? (order.IsByClock ? null : _superseded.FindLast(
                    other => other.IsAcknowledged && order.Covers(other, write.Dot)));
        if (cover is null)
        {
            _live.Add(write);
        }
        else
        {
            Supersede(write, cover, log);
        }
    }

    private void Supersede(LiveWrite write, LiveWrite by, WriteLog log)
    {
        // Ascending, so that a read need only look at the end of the list; a little late asks a little more.
        var last = _superseded.Count == 0 ? 0 : _superseded[^1].SupersededAtUs;
        write.SupersededAtUs = Math.Max(by.EndUs, last);
        _superseded.Add(write);
        if (order.IsCertain(by, write))
        {
            log.Find(write.Dot).CoveredBy = by.Dot;
        }

        Forget(by.EndUs - SupersededKeptUs);
    }

    private void Forget(long beforeUs)
    {
        var old = 0;
        while (old < _superseded.Count
            && (_superseded[old].SupersededAtUs < beforeUs || _superseded.Count - old > SupersededMax))
        {
            _byDot.Remove(_superseded[old++].Dot);
        }

        _superseded.RemoveRange(0, old);
    }
}
