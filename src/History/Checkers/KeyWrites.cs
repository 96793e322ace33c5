using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>
/// The acknowledged writes of one key. A write is <em>covered</em> once a client that had it in hand (read it, or
/// wrote it) attempted a write whose context covers it. Contexts alone prove nothing: a node that falsely covers a
/// write hands the false context to the next reader, whose next write would then excuse the loss. Every true
/// covering begins with a writer that saw what it wrote over, so the seen dots are enough.
/// <para>
/// Covered writes are folded: all their dots into ranges, and one write in full per actor, set of acknowledgers and
/// crash between them, the latest. Memory grows with siblings and actors, not with operations (but for <c>lww</c>,
/// whose dots are clock readings and leave gaps everywhere).
/// </para>
/// </summary>
internal sealed class KeyWrites
{
    private readonly Dictionary<Dot, LiveWrite> _live = [];
    private readonly DotSet _covered = new();
    private readonly Dictionary<(Actor Actor, string AcknowledgedBy, int Crashes), AcknowledgedWrite> _lastFolded = [];

    public IEnumerable<AcknowledgedWrite> Live =>
        _live.Values.Select(live => live.Acknowledged).OfType<AcknowledgedWrite>();

    /// <summary>For every group of covered writes, the one with the highest counter.</summary>
    public IEnumerable<AcknowledgedWrite> LastFolded => _lastFolded.Values;

    /// <summary>All covered writes that were acknowledged.</summary>
    public DotSet Folded { get; } = new();

    /// <summary>True when a delete was attempted: tombstones may have been reaped, and their history with them.</summary>
    public bool HasDelete { get; private set; }

    /// <summary>True when a delete covered something that nobody can tell any more.</summary>
    public bool HasUnknownDelete { get; private set; }

    public void ObserveRead(Operation read)
    {
        foreach (var version in read.Versions)
        {
            See(version.Dot, read.Worker);
        }
    }

    public void ObserveWrite(Operation write, CheckerOptions options, CopyLosses losses)
    {
        HasDelete |= write.Kind == OperationKind.Delete;
        var dot = write.Versions.Count > 0 ? write.Versions[0].Dot : default;
        if (write.CoversHeld)
        {
            CoverHeld(write, dot, losses);
        }
        else
        {
            CoverSeen(write, options, losses);
        }

        See(dot, write.Worker);
        if (write.IsSuccess && dot.Counter > 0)
        {
            Acknowledge(AcknowledgedWrite.Of(write), losses);
        }
    }

    // Under lww contexts are empty, and what a client saw is all it can be said to have written over.
    private void CoverSeen(Operation write, CheckerOptions options, CopyLosses losses)
    {
        var isContextFree = options.Versioning == VersioningKind.Lww;
        foreach (var (dot, live) in _live)
        {
            if (live.IsSeenBy(write.Worker) && (isContextFree || write.Context.Covers(dot)))
            {
                _covered.Add(dot);
                Fold(dot, live, losses);
            }
        }
    }

    // The coordinator covered what it held and says so in its answer. An attempt without an answer may have covered
    // anything.
    private void CoverHeld(Operation delete, Dot dot, CopyLosses losses)
    {
        var isKnown = dot.Counter > 0 && !delete.ResultContext.IsEmpty;
        HasUnknownDelete |= !isKnown || delete.Attempts.Any(attempt => !attempt.IsSuccess);
        if (!isKnown)
        {
            return;
        }

        _covered.AddAllBut(dot, delete.ResultContext);
        foreach (var (other, live) in _live)
        {
            if (_covered.Contains(other))
            {
                Fold(other, live, losses);
            }
        }
    }

    private void See(Dot dot, int worker)
    {
        if (dot.Counter > 0 && !_covered.Contains(dot))
        {
            Of(dot).SeeBy(worker);
        }
    }

    // A fast reader may have written over it before its own writer heard of its success.
    private void Acknowledge(AcknowledgedWrite write, CopyLosses losses)
    {
        var dot = write.Operation.Dot;
        if (_covered.Contains(dot))
        {
            Fold(dot, new LiveWrite { Acknowledged = write }, losses);
        }
        else
        {
            Of(dot).Acknowledged ??= write;
        }
    }

    private void Fold(Dot dot, LiveWrite live, CopyLosses losses)
    {
        _live.Remove(dot);
        if (live.Acknowledged is not { } write)
        {
            return;
        }

        Folded.Add(dot);
        var nodes = string.Join(',', write.AcknowledgedBy.Select(node => node.Name).Order(StringComparer.Ordinal));
        var group = (dot.Actor, nodes, losses.CrashesBefore(write.Operation.Start));
        if (!_lastFolded.TryGetValue(group, out var last) || last.Operation.Dot.Counter < dot.Counter)
        {
            _lastFolded[group] = write;
        }
    }

    private LiveWrite Of(Dot dot)
    {
        if (!_live.TryGetValue(dot, out var live))
        {
            live = new LiveWrite();
            _live.Add(dot, live);
        }

        return live;
    }
}
