using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>
/// The end of the log: the active segment, the records that wait to be written to it, and, where a record has to
/// survive a power failure, those that wait to be synced. A position counts the bytes ever appended, so that "all
/// before it is synced" is one comparison whatever the segments.
/// </summary>
internal sealed class LogTail(IDisk disk, SegmentTable segments, LogContents contents, LogStoreOptions options)
{
    private readonly List<UnsyncedBatch> _unsynced = [];
    private ByteBuffer _pending = new();
    private ByteBuffer? _spare;

    /// <summary>The segment that is written to; its file comes with its first record.</summary>
    public required Segment Active { get; set; }

    public long AppendedPosition { get; private set; }

    public long WrittenPosition { get; private set; }

    public long SyncedPosition { get; private set; }

    public int PendingBytes => _pending.Length;

    /// <summary>Appends a record in memory and takes it into the contents.</summary>
    public void Append(StoreRecord record)
    {
        var offset = NextOffset();
        var start = _pending.Length;
        var header = RecordCodec.Append(_pending, record, Active.Id, offset);
        AppendedPosition += header.RecordLength;
        var place = new Place(Active.Id, offset, header.RecordLength);
        Take(header, RecordCodec.KeyOf(record).Token, _pending.Bytes[start..], place);
    }

    /// <summary>Appends a whole record from another place.</summary>
    public void AppendCopy(in RecordHeader header, ReadOnlySpan<byte> record)
    {
        var offset = NextOffset();
        var copy = _pending.Take(record.Length);
        record.CopyTo(copy);
        RecordHeader.Move(copy, header.KeyLength, Active.Id, offset);
        AppendedPosition += record.Length;
        var token = header.KeyLength == 0 ? default : Token.Of(header.KeyOf(record));
        Take(header, token, copy, new Place(Active.Id, offset, record.Length));
    }

    /// <summary>
    /// The record's bytes where they are still in memory and must not, or cannot, be read from the disk.
    /// </summary>
    public ReadOnlySpan<byte> InMemory(Place place)
    {
        if (place.Segment == Active.Id && place.Offset >= Active.Length)
        {
            return _pending.Bytes.Slice((int)(place.Offset - Active.Length), place.Length);
        }

        for (var i = _unsynced.Count - 1; i >= 0; i--)
        {
            var batch = _unsynced[i];
            if (batch.Segment.Id == place.Segment && batch.Offset <= place.Offset)
            {
                return batch.Bytes.Bytes.Slice((int)(place.Offset - batch.Offset), place.Length);
            }
        }

        return default;
    }

    /// <summary>Writes what is pending in one append. A <see cref="DiskException"/> leaves it pending.</summary>
    public void Write()
    {
        if (_pending.Length == 0)
        {
            return;
        }

        if (Active.HasHintFile)
        {
            disk.Delete(FileNames.Hint(Active.Id));
            Active.HasHintFile = false;
        }

        disk.Append(Active.Name, _pending.Bytes);
        var offset = Active.Length;
        Active.Length += _pending.Length;
        WrittenPosition = AppendedPosition;
        if (options.Durability == Durability.Sync)
        {
            _unsynced.Add(new UnsyncedBatch(Active, offset, _pending, WrittenPosition));
            (_pending, _spare) = (_spare ?? new ByteBuffer(), null);
        }

        _pending.Clear();
        if (Active.Length >= options.SegmentBytes)
        {
            Active = segments.Open(Active.Id + 1);
        }
    }

    /// <summary>
    /// Sees to it that the next write creates the active segment's file, so that an older one can go without its number
    /// being given out again.
    /// </summary>
    public void Begin() => NextOffset();

    /// <summary>Removes what a failed append left; false where the disk refuses.</summary>
    public bool CutFailedAppend() => Cut(Active, Active.Length);

    /// <summary>All up to the position survives a power failure.</summary>
    public void OnSynced(long position)
    {
        SyncedPosition = position;
        var done = _unsynced.TakeWhile(batch => batch.EndPosition <= position).Count();
        if (done > 0)
        {
            _spare = _unsynced[0].Bytes;
            _spare.Clear();
            _unsynced.RemoveRange(0, done);
        }
    }

    /// <summary>
    /// A sync failed: what is still in memory is appended once more, to a new segment. Where that is all that was not
    /// synced, its old place is cut off, so that a next process does not trust it either.
    /// </summary>
    public void Relocate()
    {
        List<Segment> suspects = [.. segments.All.Where(segment => !segment.IsSynced && !segment.IsSuspect)];
        List<UnsyncedBatch> batches = [.. _unsynced, new(Active, Active.Length, _pending, AppendedPosition)];
        Active.IsSuspect = !Cut(Active, Active.Length);
        _unsynced.Clear();
        _pending = new ByteBuffer();
        Active = segments.Open(Active.Id + 1);
        foreach (var batch in batches)
        {
            AppendCopies(batch);
        }

        foreach (var segment in suspects)
        {
            segment.Hints = null;
            segment.IsSuspect = options.Durability != Durability.Sync || !Cut(segment, segment.SyncedLength);
        }
    }

    /// <summary>False where the disk refuses.</summary>
    private bool Cut(Segment segment, long length)
    {
        try
        {
            if (disk.Length(segment.Name) > length)
            {
                segment.IsCut = true;
                disk.Truncate(segment.Name, length);
            }

            segment.Length = length;
            return true;
        }
        catch (DiskException)
        {
            return false;
        }
    }

    private void AppendCopies(UnsyncedBatch batch)
    {
        var bytes = batch.Bytes.Bytes;
        for (var at = batch.Offset == 0 ? FileHeader.Length : 0; at < bytes.Length;)
        {
            if (!RecordHeader.TryRead(bytes[at..], batch.Segment.Id, (uint)(batch.Offset + at), out var header))
            {
                throw new InvalidOperationException("the records kept until they are synced are damaged");
            }

            if (header.Kind != RecordKind.SyncedSegments)
            {
                AppendCopy(header, bytes.Slice(at, header.RecordLength));
            }

            at += header.RecordLength;
        }
    }

    private uint NextOffset()
    {
        if (Active.Length == 0 && _pending.Length == 0)
        {
            FileHeader.Write(_pending.Take(FileHeader.Length), FileKind.Log, Active.Id);
            SyncedMark.Append(_pending, Active, segments.SyncedUpTo(Active));
            AppendedPosition += _pending.Length;
            Active.Hints = new ByteBuffer();
        }

        return checked((uint)(Active.Length + _pending.Length));
    }

    private void Take(in RecordHeader header, Token token, ReadOnlySpan<byte> record, Place place)
    {
        var key = header.KeyOf(record);
        var body = header.BodyOf(record);
        contents.Take(header, token, key, body, place);
        if (Active.Hints is not null)
        {
            HintFile.AddEntry(Active.Hints, header, token, key, body, place);
        }
    }
}
