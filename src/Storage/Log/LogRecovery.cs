using DynamoLab.Core;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>
/// Builds the contents of a log from its files, oldest segment first: from a segment's hint file, or else from its
/// records. Rules: docs/storage.md.
/// </summary>
internal sealed class LogRecovery
{
    /// <summary>What a key of 16 bytes takes in a hint file.</summary>
    private const int TypicalHintLength = HintFile.EntryLength + 16;

    private readonly IDisk _disk;
    private readonly LogStoreOptions _options;
    private readonly ByteBuffer _file = new();
    private readonly List<Key> _lost = [];
    private int _segmentsRead;
    private int _segmentsFromHints;
    private int _recordsQuarantined;
    private long _bytesQuarantined;
    private long _bytesCut;
    private uint _syncedUpTo;

    public LogRecovery(IDisk disk, LogStoreOptions options)
    {
        (_disk, _options) = (disk, options);
        Contents = new LogContents(Segments);
        Active = null!;
        Report = null!;
    }

    public SegmentTable Segments { get; } = new();

    public LogContents Contents { get; }

    /// <summary>
    /// The segment to write to: the newest one, or a new one where that is full or not as it should be.
    /// </summary>
    public Segment Active { get; private set; }

    public RecoveryReport Report { get; private set; }

    public void Run()
    {
        var names = _disk.List();
        List<uint> ids = [.. names.Select(FileNames.SegmentOf).OfType<uint>().Order()];
        DeleteLeftovers(names, ids);
        foreach (var id in ids)
        {
            Segments.Open(id).Length = _disk.Length(FileNames.Log(id));
        }

        Contents.Index.Reserve(ids.Sum(id => _disk.Length(FileNames.Hint(id))) / TypicalHintLength);
        var hasMarker = HasProof(names, out var incarnation);
        _syncedUpTo = hasMarker ? uint.MaxValue : SyncedMark.Find(_disk, ids);
        foreach (var id in ids)
        {
            Recover(Segments.Find(id), isNewest: id == ids[^1]);
        }

        ChooseActive(ids);
        var isLess = _recordsQuarantined > 0 || (hasMarker && _bytesCut > 0);
        Report = new RecoveryReport
        {
            IsNew = ids.Count == 0,
            SegmentsRead = _segmentsRead,
            SegmentsFromHints = _segmentsFromHints,
            BytesCut = _bytesCut,
            RecordsQuarantined = _recordsQuarantined,
            BytesQuarantined = _bytesQuarantined,
            HasProof = hasMarker && !isLess,
            HoldsAll = !isLess,
            Lost = _lost,
            Incarnation = Math.Max(incarnation, Contents.Incarnation),
            ProvenSince = Contents.ProvenSince,
            Members = Contents.Members,
        };
    }

    /// <summary>
    /// What compaction or a stop had begun, and hint files without a segment: its number may be given out again.
    /// </summary>
    private void DeleteLeftovers(IReadOnlyList<string> names, List<uint> ids)
    {
        var hints = ids.Select(FileNames.Hint).ToHashSet();
        foreach (var name in names)
        {
            var isOrphan = name.EndsWith(".hint", StringComparison.Ordinal) && !hints.Contains(name);
            if (isOrphan || name is FileNames.Discarded or FileNames.CleanStopDraft)
            {
                _disk.Delete(name);
            }
        }
    }

    private bool HasProof(IReadOnlyList<string> names, out ulong incarnation)
    {
        incarnation = 0;
        if (!names.Contains(FileNames.CleanStop))
        {
            return false;
        }

        DiskReader.Read(_disk, FileNames.CleanStop, 0, int.MaxValue, _file);
        var isProof = CleanStop.IsProof(_file.Bytes, Segments, out incarnation);

        // A deletion need not survive a power failure, and a rename does: the marker must not speak for this process.
        _disk.Rename(FileNames.CleanStop, FileNames.CleanStopDraft);
        _disk.Delete(FileNames.CleanStopDraft);
        return isProof;
    }

    private void Recover(Segment segment, bool isNewest)
    {
        if (TryReadHints(segment, isNewest))
        {
            _segmentsFromHints++;
            segment.SyncedLength = segment.Length;
            return;
        }

        _segmentsRead++;
        segment.Hints = new ByteBuffer();
        ReadRecords(segment, isNewest);
        if (segment.Id > _syncedUpTo)
        {
            // A sync of it may have failed, and the process died before it could tell: where its bytes lie, they may be
            // in the operating system's memory only, and no later sync would write them. Nor is an empty one written
            // to: what was cut off it may come back, at places that are then given out again.
            segment.IsSuspect = true;
            segment.Hints = null;
            return;
        }

        segment.SyncedLength = segment.Length;
        if (!isNewest)
        {
            HintFiles.Write(_disk, segment);
        }
    }

    private bool TryReadHints(Segment segment, bool isNewest)
    {
        DiskReader.Read(_disk, FileNames.Hint(segment.Id), 0, int.MaxValue, _file);
        if (!HintFile.TryRead(_file.Bytes, segment.Id, segment.Length, out var entries))
        {
            return false;
        }

        var reader = new HintEntryReader(entries, segment.Id);
        while (reader.Next())
        {
            Contents.Take(reader.Header, reader.Token, reader.Key, reader.Body, reader.Place);
        }

        if (isNewest)
        {
            segment.HasHintFile = true;
            segment.Hints = new ByteBuffer();
            segment.Hints.Write(entries);
        }

        return true;
    }

    private void ReadRecords(Segment segment, bool isNewest)
    {
        DiskReader.Read(_disk, segment.Name, 0, segment.Length, _file);
        var scanner = new SegmentScanner(_file.Bytes, segment.Id);
        var end = scanner.IsHeaderWhole ? FileHeader.Length : 0;
        var damages = new List<(int Offset, int Length)>();
        while (scanner.Next())
        {
            if (scanner.IsRecord)
            {
                Take(segment, scanner.Header, scanner.Bytes, scanner.Place);
                end = scanner.Offset + scanner.Length;
                continue;
            }

            damages.Add((scanner.Offset, scanner.Length));
            if (scanner.Header is { Kind: RecordKind.Object or RecordKind.Removal } header)
            {
                _lost.Add(new Key(header.KeyOf(scanner.Bytes).ToArray()));
            }
        }

        if (isNewest && end < _file.Length)
        {
            Cut(segment, end);
            damages.RemoveAll(damage => damage.Offset >= end);
        }

        Quarantine(segment, damages);
    }

    private void Take(Segment segment, in RecordHeader header, ReadOnlySpan<byte> record, Place place)
    {
        var key = header.KeyOf(record);
        var token = key.IsEmpty ? default : Token.Of(key);
        Contents.Take(header, token, key, header.BodyOf(record), place);
        HintFile.AddEntry(segment.Hints!, header, token, key, header.BodyOf(record), place);
    }

    private void Cut(Segment segment, int end)
    {
        _bytesCut += segment.Length - end;
        _disk.Truncate(segment.Name, end);
        (segment.Length, segment.IsCut) = (end, true);
    }

    private void Quarantine(Segment segment, List<(int Offset, int Length)> damages)
    {
        if (damages.Count == 0)
        {
            return;
        }

        _recordsQuarantined += damages.Count;
        _bytesQuarantined += damages.Sum(damage => (long)damage.Length);
        var name = FileNames.Quarantined(segment.Id);
        try
        {
            _disk.Delete(name);
            foreach (var (offset, length) in damages)
            {
                _disk.Append(name, _file.Bytes.Slice(offset, length));
            }
        }
        catch (DiskException)
        {
            // On a full disk the damage is counted and passed over all the same.
        }
    }

    private void ChooseActive(List<uint> ids)
    {
        var newest = ids.Count == 0 ? null : Segments.Find(ids[^1]);
        var isFit = newest is { Hints: not null, IsSuspect: false }
            && newest.Length < _options.SegmentBytes
            && IsHeaderWhole(newest);
        Active = isFit ? newest! : Segments.Open(newest is null ? 1 : newest.Id + 1);
    }

    private bool IsHeaderWhole(Segment segment)
    {
        DiskReader.Read(_disk, segment.Name, 0, FileHeader.Length, _file);
        return segment.Length == 0 || FileHeader.IsValid(_file.Bytes, FileKind.Log, segment.Id);
    }
}
