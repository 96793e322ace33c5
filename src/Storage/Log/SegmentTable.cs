namespace DynamoLab.Storage.Log;

/// <summary>The segments of a log by number, which is their age.</summary>
internal sealed class SegmentTable
{
    private readonly SortedList<uint, Segment> _segments = [];

    /// <summary>Oldest first.</summary>
    public IList<Segment> All => _segments.Values;

    public Segment Find(uint id) => _segments[id];

    public Segment Open(uint id)
    {
        var segment = new Segment(id);
        _segments.Add(id, segment);
        return segment;
    }

    /// <summary>Whether another one than the given waits to be synced. Asked all the time.</summary>
    public bool HasUnsynced(Segment besides)
    {
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments.GetValueAtIndex(i);
            if (segment != besides && !segment.IsSynced && !segment.IsSuspect)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number up to which all segments survive a power failure; 0: none do.</summary>
    /// <param name="active">The segment that is written to, which does not count.</param>
    public uint SyncedUpTo(Segment active) =>
        All.TakeWhile(segment => segment != active && segment.IsSynced && !segment.IsSuspect).LastOrDefault()?.Id ?? 0;

    public void Remove(Segment segment) => _segments.Remove(segment.Id);

    /// <summary>
    /// Whether a removal may still have something to remove: records that it outlived can only be in segments up to its
    /// horizon, for what compaction moves to later ones is what lives.
    /// </summary>
    /// <param name="horizon">The segment the removal was first written to.</param>
    /// <param name="holder">The segment it lies in, which goes as a whole and so does not count.</param>
    public bool IsNeeded(ulong horizon, Segment holder)
    {
        var oldest = _segments.Values[0] != holder || _segments.Count == 1 ? _segments.Values[0] : _segments.Values[1];
        return oldest != holder && oldest.Id <= horizon;
    }

    /// <summary>Bytes of a segment that compaction would free.</summary>
    public long DeadBytes(Segment segment) =>
        Math.Max(0, segment.Length - segment.LiveBytes
            - (IsNeeded(segment.RemovalHorizon, segment) ? segment.RemovalBytes : 0));
}
