using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Log;

namespace DynamoLab.Storage;

/// <summary>Writing, syncing, and what happens when the disk refuses.</summary>
public sealed partial class LogStore
{
    private SyncTicket? _ticket;
    private long _syncedSequence;

    public bool IsWritable => FailureReason.Length == 0;

    /// <summary>Why the disk refused the last write or sync; empty while the store is writable.</summary>
    public string FailureReason { get; private set; } = "";

    /// <summary>
    /// Hands all that was applied to the operating system, in one append. Does not throw when the disk refuses: the
    /// store is not writable then, and what was applied waits in memory.
    /// </summary>
    public void Write()
    {
        if (!IsWritable)
        {
            return;
        }

        RemoveDamaged();
        var bytes = _tail.PendingBytes;
        try
        {
            _tail.Write();
        }
        catch (DiskException failure)
        {
            _tally.WriteFailures++;
            FailureReason = $"the disk refuses writes: {failure.Message}";
            return;
        }

        WrittenSequence = _sequence;
        _tally.Writes += bytes > 0 ? 1 : 0;
        _tally.BytesWritten += bytes;
    }

    /// <summary>
    /// The sync that is due, or null: nothing is to be synced, or a sync is under way. Ask after every
    /// <see cref="Write"/>, whatever the durability: closed segments and compaction need syncs too.
    /// </summary>
    public SyncTicket? BeginSync()
    {
        var isDue = _options.Durability == Durability.Sync
            || _compactor.IsAwaitingSync
            || _segments.HasUnsynced(besides: _tail.Active);
        if (!isDue || !IsWritable || _ticket is not null)
        {
            return null;
        }

        List<(Segment, long)> targets =
        [
            .. _segments.All.Where(segment => !segment.IsSynced && !segment.IsSuspect)
                .Select(segment => (segment, segment.Length)),
        ];
        return targets.Count == 0
            ? null
            : _ticket = new SyncTicket(_disk, targets, _tail.WrittenPosition, WrittenSequence);
    }

    /// <summary>Takes back the ticket of a sync that has ended.</summary>
    /// <param name="ticket">What <see cref="BeginSync"/> gave.</param>
    /// <param name="error">What the sync threw; null: it succeeded.</param>
    public void EndSync(SyncTicket ticket, DiskException? error)
    {
        if (ticket != _ticket)
        {
            throw new ArgumentException("this sync is not the one under way", nameof(ticket));
        }

        _ticket = null;
        if (error is not null)
        {
            OnSyncFailed(error);
            return;
        }

        _tally.Syncs++;
        _syncedSequence = ticket.Sequence;
        foreach (var (segment, length) in ticket.Targets)
        {
            segment.OnSynced(length);
        }

        _tail.OnSynced(ticket.Position);
        WriteHintFiles();
    }

    /// <summary>
    /// Tries to write again; the host calls it every now and then while the store is not writable.
    /// </summary>
    public void TryResume()
    {
        if (!IsWritable && _ticket is null && _tail.CutFailedAppend() && TrySyncCuts())
        {
            FailureReason = "";
            Write();
            Settle();
        }
    }

    /// <summary>
    /// Compacts a little: copies what lives in a segment that is mostly dead to the log's end, and deletes the segment
    /// once that is synced.
    /// </summary>
    /// <param name="bytesMax">How many bytes of the segment to go through; at least one record.</param>
    /// <returns>Whether there is more to do at once.</returns>
    public bool Compact(int bytesMax)
    {
        try
        {
            return IsWritable && _compactor.Step(bytesMax, Salvage);
        }
        catch (DiskException failure)
        {
            FailureReason = $"the disk cannot be read: {failure.Message}";
            return false;
        }
    }

    /// <summary>
    /// Writes and syncs everything, with hint files and the marker of a clean stop. The store must not be used any
    /// more, and no sync may be under way. True when the marker was written; without it the next start has no proof of
    /// what this process kept.
    /// </summary>
    public bool Close()
    {
        Write();
        if (!IsWritable || _ticket is not null || _segments.All.Any(segment => segment.IsSuspect))
        {
            return false;
        }

        try
        {
            foreach (var segment in _segments.All.Where(segment => !segment.IsSynced))
            {
                _disk.Sync(segment.Name);
                segment.OnSynced(segment.Length);
            }

            WriteHintFiles();
            HintFiles.Write(_disk, _tail.Active);
            CleanStop.Write(_disk, _segments, Incarnation);
            return true;
        }
        catch (DiskException failure)
        {
            FailureReason = $"the disk refuses writes: {failure.Message}";
            return false;
        }
    }

    /// <summary>
    /// Nothing that was not synced is trusted where it lies, for a later sync may succeed without having written it:
    /// what is in memory of it will be appended once more, to a new segment.
    /// </summary>
    private void OnSyncFailed(DiskException error)
    {
        _tally.SyncFailures++;
        FailureReason = $"the disk does not sync: {error.Message}";
        _tail.Relocate();
        _compactor.OnRelocated();
        if (_options.Durability == Durability.Sync)
        {
            WrittenSequence = _syncedSequence;
        }
    }

    /// <summary>
    /// What a failed sync had cut off has to be gone for good, and is as good a question as any to a disk that did not
    /// sync: while it refuses, nothing is appended, or every attempt would leave one more segment to be synced.
    /// </summary>
    private bool TrySyncCuts()
    {
        try
        {
            foreach (var segment in _segments.All.Where(segment => segment.IsCutToSynced))
            {
                _disk.Sync(segment.Name);
                segment.IsCut = false;
            }

            return true;
        }
        catch (DiskException failure)
        {
            _tally.SyncFailures++;
            FailureReason = $"the disk does not sync: {failure.Message}";
            return false;
        }
    }

    private void WriteHintFiles()
    {
        foreach (var segment in _segments.All)
        {
            if (segment != _tail.Active && segment.IsSynced)
            {
                HintFiles.Write(_disk, segment);
            }
        }
    }
}
