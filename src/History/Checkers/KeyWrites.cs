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
    private readonly Dictionary<Dot, AcknowledgedWrite> _live = [];
    private readonly DotSet _covered = new();
    private readonly SeenVersions _seen;
    private readonly List<Dot> _taken = [];
    private readonly Dictionary<(Actor Actor, string AcknowledgedBy, int Crashes), AcknowledgedWrite> _lastFolded = [];

    public KeyWrites() => _seen = new SeenVersions(_covered);

    /// <summary>Those that no client is known to have written over.</summary>
    public IEnumerable<AcknowledgedWrite> Live => _live.Values;

    /// <summary>For every group of covered writes, the one with the highest counter.</summary>
    public IEnumerable<AcknowledgedWrite> LastFolded => _lastFolded.Values;

    /// <summary>All covered writes that were acknowledged.</summary>
    public DotSet Folded { get; } = new();

    /// <summary>True when a delete was attempted: tombstones may have been reaped, with their history.</summary>
    public bool HasDelete { get; private set; }

    /// <summary>True when a delete covered something that nobody can tell any more.</summary>
    public bool HasUnknownDelete { get; private set; }

    /// <summary>How many writes were acknowledged, with their dot known.</summary>
    public long AcknowledgedCount { get; private set; }

    public void ObserveRead(Operation read, CheckerOptions options)
    {
        if (read.IsSuccess)
        {
            _seen.Read(read, options.IsContextFree);
        }
    }

    public void ObserveWrite(Operation write, CheckerOptions options, CopyLosses losses)
    {
        HasDelete |= write.Kind == OperationKind.Delete;
        if (write.CoversHeld)
        {
            CoverHeld(write, losses);
        }
        else
        {
            CoverSeen(write, options, losses);
        }

        _seen.Wrote(write);
        if (write.IsSuccess && write.Versions.Count > 0 && write.Versions[0].HasDot)
        {
            AcknowledgedCount++;
            Acknowledge(AcknowledgedWrite.Of(write), losses);
        }
    }

    // Under lww contexts are empty, and what a client saw is all it can be said to have written over.
    private void CoverSeen(Operation write, CheckerOptions options, CopyLosses losses)
    {
        var isContextFree = options.IsContextFree;
        if (!isContextFree && write.Context.IsEmpty)
        {
            return;
        }

        _taken.Clear();
        _seen.TakeWrittenOver(write, isContextFree, _taken);
        foreach (var dot in _taken)
        {
            _covered.Add(dot);
            FoldIfLive(dot, losses);
        }
    }

    // The coordinator covered what it held and says so in its answer. But where it was too slow to answer the node that
    // passed the delete on, there may have been a second one, and nobody knows what that one held.
    private void CoverHeld(Operation delete, CopyLosses losses)
    {
        var dot = delete.Versions.Count > 0 ? delete.Versions[0].Dot : default;
        HasUnknownDelete = true;
        if (dot.Counter == 0 || delete.ResultContext.IsEmpty)
        {
            return;
        }

        _covered.AddAllBut(dot, delete.ResultContext);
        foreach (var covered in _live.Keys.Where(_covered.Contains).ToList())
        {
            FoldIfLive(covered, losses);
        }
    }

    // A fast reader may have written over it before its own writer heard of its success.
    private void Acknowledge(AcknowledgedWrite write, CopyLosses losses)
    {
        if (_covered.Contains(write.Operation.Dot))
        {
            Fold(write, losses);
        }
        else
        {
            _live.TryAdd(write.Operation.Dot, write);
        }
    }

    private void FoldIfLive(Dot dot, CopyLosses losses)
    {
        if (_live.Remove(dot, out var write))
        {
            Fold(write, losses);
        }
    }

    private void Fold(AcknowledgedWrite write, CopyLosses losses)
    {
        var dot = write.Operation.Dot;
        Folded.Add(dot);
        var nodes = string.Join(',', write.AcknowledgedBy.Select(node => node.Name).Order(StringComparer.Ordinal));
        var group = (dot.Actor, nodes, losses.CrashesBefore(write.Operation.Start));
        if (!_lastFolded.TryGetValue(group, out var last) || last.Operation.Dot.Counter < dot.Counter)
        {
            _lastFolded[group] = write;
        }
    }
}
