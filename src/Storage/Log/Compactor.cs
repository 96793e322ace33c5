using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>
/// Frees the space of dead records: copies what lives in one closed segment to the log's end, where it is as new as any
/// record, waits until that is synced, and deletes the segment. A crash in between leaves a record twice, which says
/// nothing new. A removal is copied as well while older segments may still hold what it removed.
/// </summary>
internal sealed class Compactor(
    IDisk disk, SegmentTable segments, LogContents contents, LogTail tail, Tally tally, LogStoreOptions options)
{
    private readonly ByteBuffer _window = new();
    private Segment? _victim;
    private long _offset;
    private long? _awaited;

    /// <summary>Waits for a sync before it can delete a segment.</summary>
    public bool IsAwaitingSync => _awaited > tail.SyncedPosition;

    /// <summary>Does a part of the work; true when there is more that can be done at once.</summary>
    /// <param name="bytesMax">Bytes of the segment to go through; at least one record.</param>
    /// <param name="salvage">Takes care of what could not be read in a segment.</param>
    public bool Step(int bytesMax, Action<Segment> salvage)
    {
        if (IsAwaitingSync)
        {
            return false;
        }

        if (_awaited is not null)
        {
            // Even if it cannot be deleted now: nothing in it counts any more.
            _victim!.IsSuspect = false;
            _victim.OnSynced(_victim.Length);
            Discard();
            return true;
        }

        _victim ??= Choose();
        if (_victim is null)
        {
            return false;
        }

        CopyPart(_victim, bytesMax);
        if (_offset >= _victim.Length)
        {
            Finish(_victim, salvage);
        }

        return true;
    }

    /// <summary>
    /// A sync failed, and the copies are to be synced where they went; if nothing went anywhere, they had been synced.
    /// Where they were not kept in memory they may be gone: then the segment is not deleted for now.
    /// </summary>
    public void OnRelocated()
    {
        if (options.Durability == Durability.Sync)
        {
            var latest = tail.PendingBytes > 0 ? tail.AppendedPosition : tail.SyncedPosition;
            _awaited = _awaited is null ? null : latest;
        }
        else
        {
            (_victim, _awaited, _offset) = (null, null, 0);
        }
    }

    /// <summary>
    /// Suspect segments first, the newest of them before others: what it holds may be all that replaces a record of an
    /// older segment, which must not go before. Else never the newest segment on the disk, which saves nothing.
    /// </summary>
    private Segment? Choose()
    {
        var newest = Newest();
        List<Segment> closed =
        [
            .. segments.All.Where(segment => segment != tail.Active && segment.Id < newest?.Id && segment.IsSynced),
        ];
        return segments.All.LastOrDefault(segment => segment.IsSuspect)
            ?? closed.Where(segment => DeadRatio(segment) >= options.CompactionDeadRatio).MaxBy(DeadRatio)
            ?? closed.Find(IsPinning);
    }

    private Segment? Newest() => segments.All.LastOrDefault(segment => segment.Length > 0);

    /// <summary>
    /// The oldest segment keeps all removals needed. It goes once they take more space than what lives in it.
    /// </summary>
    private bool IsPinning(Segment segment)
    {
        var removals = segments.All.Where(other => other != segment && other.RemovalHorizon >= segment.Id);
        return segment == segments.All[0] && removals.Sum(other => other.RemovalBytes) > segment.LiveBytes;
    }

    private double DeadRatio(Segment segment) =>
        segment.Length <= FileHeader.Length ? 1 : segments.DeadBytes(segment) / (double)segment.Length;

    private void CopyPart(Segment victim, int bytesMax)
    {
        _offset = Math.Max(_offset, FileHeader.Length);
        var length = (long)bytesMax;
        var next = _offset;
        while (next == _offset && _offset < victim.Length)
        {
            DiskReader.Read(disk, victim.Name, _offset, Math.Min(length, victim.Length - _offset), _window);
            next = CopyRecords(victim);
            length = Math.Max(2 * length, 4096);
        }

        _offset = next;
    }

    /// <summary>
    /// Copies the records of the window and returns the offset behind the last whole one, or the end of the segment
    /// where the window reaches it.
    /// </summary>
    private long CopyRecords(Segment victim)
    {
        var isWhole = _offset + _window.Length >= victim.Length;
        var scanner = new SegmentScanner(_window.Bytes, victim.Id, (uint)_offset);
        while (scanner.Next())
        {
            if (scanner.IsRecord)
            {
                CopyIfLive(scanner.Header, scanner.Bytes, scanner.Place);
            }
            else if (scanner.IsAtEnd && !isWhole)
            {
                // More likely the beginning of a record than damage: a larger window will tell.
                return _offset + scanner.Offset;
            }
            else
            {
                Quarantine(victim, scanner.Bytes);
            }
        }

        return _offset + _window.Length;
    }

    private void CopyIfLive(in RecordHeader header, ReadOnlySpan<byte> record, Place place)
    {
        var key = header.KeyOf(record);
        var token = key.IsEmpty ? default : Token.Of(key);
        if (contents.IsLive(header, token, key, header.BodyOf(record), place))
        {
            tail.AppendCopy(header, record);
            tally.BytesCompacted += record.Length;
        }
    }

    /// <summary>
    /// In a suspect segment, damage is what a failed sync left, and nothing that was counted on, or what the start has
    /// quarantined.
    /// </summary>
    private void Quarantine(Segment victim, ReadOnlySpan<byte> damage)
    {
        if (victim.IsSuspect)
        {
            return;
        }

        tally.RecordsQuarantined++;
        try
        {
            disk.Append(FileNames.Quarantined(victim.Id), damage);
        }
        catch (DiskException)
        {
            // Counted, and as unreadable as before.
        }
    }

    private void Finish(Segment victim, Action<Segment> salvage)
    {
        if (victim.LiveBytes > 0)
        {
            salvage(victim);
        }

        if (victim.LiveBytes != 0)
        {
            throw new InvalidOperationException(
                $"{victim.LiveBytes} bytes still live in {victim.Name}, which was compacted");
        }

        if (Newest() is not { } newest || victim.Id >= newest.Id)
        {
            tail.Begin();
        }

        _awaited = tail.AppendedPosition;
    }

    private void Discard()
    {
        var victim = _victim!;
        (_victim, _awaited, _offset) = (null, null, 0);
        try
        {
            // A rename survives a power failure and a deletion need not: a removal that is dropped because this
            // segment is gone must not see it again.
            if (disk.List().Contains(victim.Name))
            {
                disk.Rename(victim.Name, FileNames.Discarded);
            }

            disk.Delete(FileNames.Discarded);
            disk.Delete(FileNames.Hint(victim.Id));
        }
        catch (DiskException)
        {
            // The segment is still there, with nothing in it that lives: a later step tries again.
            return;
        }

        segments.Remove(victim);
        tally.SegmentsCompacted++;
    }
}
