using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;
using DynamoLab.Storage.Index;
using DynamoLab.Storage.Log;

namespace DynamoLab.Storage;

/// <summary>
/// A replica's store on a disk: an append-only log in segments, with an index in memory of where every key's state lies
/// (the Bitcask design, Sheehy and Smith 2010). A record is visible once applied; <see cref="Write"/> hands all that
/// were applied since the last one to the disk in one append, and a sync, which may run on another thread, makes them
/// survive a power failure. Format and rules: docs/storage.md.
/// </summary>
public sealed partial class LogStore : IReplicaStore
{
    private readonly IDisk _disk;
    private readonly LogStoreOptions _options;
    private readonly SegmentTable _segments;
    private readonly LogContents _contents;
    private readonly LogTail _tail;
    private readonly Compactor _compactor;
    private readonly Tally _tally = new();
    private readonly List<StoredKey> _damaged = [];
    private readonly List<(Key Key, Place Place)> _toQuarantine = [];
    private readonly ByteBuffer _record = new();
    private long _sequence;

    private LogStore(IDisk disk, LogStoreOptions options, LogRecovery recovered)
    {
        _disk = disk;
        _options = options;
        _segments = recovered.Segments;
        _contents = recovered.Contents;
        _tail = new LogTail(disk, _segments, _contents, options) { Active = recovered.Active };
        _compactor = new Compactor(disk, _segments, _contents, _tail, _tally, options);
        Recovery = recovered.Report;
        HoldsAll = recovered.Report.HoldsAll;
        _tally.RecordsQuarantined = recovered.Report.RecordsQuarantined;
    }

    /// <summary>What opening the log found.</summary>
    public RecoveryReport Recovery { get; }

    public int KeyCount => _contents.Index.Count - _contents.DamagedCount;

    public bool HoldsAll { get; private set; }

    /// <summary>The last incarnation applied or remembered; 0: none.</summary>
    public ulong Incarnation => _contents.Incarnation;

    /// <summary>The number of the last record that was handed to the operating system.</summary>
    public long WrittenSequence { get; private set; }

    /// <summary>The number of the last record that is durable, in the sense of the options.</summary>
    public long DurableSequence => _options.Durability == Durability.Sync ? _syncedSequence : WrittenSequence;

    public StoreCounters Counters => new()
    {
        Segments = _segments.All.Count(segment => segment.Length > 0),
        LiveBytes = _segments.All.Sum(segment => segment.LiveBytes),
        DeadBytes = _segments.All.Sum(_segments.DeadBytes),
        PendingBytes = _tail.PendingBytes,
        RecordsQuarantined = _tally.RecordsQuarantined,
        BytesCut = Recovery.BytesCut,
        BytesWritten = _tally.BytesWritten,
        Writes = _tally.Writes,
        WriteFailures = _tally.WriteFailures,
        Syncs = _tally.Syncs,
        SyncFailures = _tally.SyncFailures,
        SegmentsCompacted = _tally.SegmentsCompacted,
        BytesCompacted = _tally.BytesCompacted,
    };

    /// <summary>
    /// Opens the log on the disk, which may be empty, and recovers what it holds. What the last process may not have
    /// synced is written once more and synced; where the disk refuses that, the store can be read and is not writable.
    /// </summary>
    /// <exception cref="DiskException">The disk cannot be listed or read.</exception>
    /// <exception cref="InvalidDataException">The log was written in a format of another version.</exception>
    public static LogStore Open(IDisk disk, LogStoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SegmentBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SegmentBytes, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfEqual((int)options.Durability, (int)Durability.Memory, nameof(options));
        var recovery = new LogRecovery(disk, options);
        recovery.Run();
        var store = new LogStore(disk, options, recovery);
        store.Settle();
        return store;
    }

    public StoredObject? TryRead(Key key) =>
        _contents.Index.TryFind(key.Token, key.Bytes, out var entry) ? ReadEntry(entry) : null;

    /// <summary>
    /// Applies a record in memory; it is written with the next <see cref="Write"/>. Nothing should be applied while the
    /// store is not writable: what is goes on waiting in memory.
    /// </summary>
    public long Apply(StoreRecord record)
    {
        _tail.Append(record);
        return ++_sequence;
    }

    /// <exception cref="InvalidOperationException">A record was applied to an object during the scan.</exception>
    public IEnumerable<KeyValuePair<Key, StoredObject>> Scan(TokenRange range)
    {
        foreach (var entry in _contents.Index.Scan(range))
        {
            if (ReadEntry(entry) is { } held)
            {
                yield return new(KeyOf(entry), held);
            }
        }
    }

    public IEnumerable<StoredKey> ScanHashes(TokenRange range) =>
        _contents.Index.Scan(range).Where(entry => !entry.IsDamaged).Select(AsStoredKey);

    /// <summary>Sorted, because the order of a set must not reach behaviour.</summary>
    public IEnumerable<HintId> Hints() => _contents.Hints.OrderBy(hint => hint.Owner).ThenBy(hint => hint.Key);

    public IReadOnlyList<StoredKey> TakeDamaged()
    {
        if (_damaged.Count == 0)
        {
            return [];
        }

        StoredKey[] taken = [.. _damaged];
        _damaged.Clear();
        return taken;
    }

    private Key KeyOf(in IndexEntry entry) => Key.WithToken(_contents.Index.KeyOf(entry), entry.Token);

    private StoredKey AsStoredKey(IndexEntry entry) => new(KeyOf(entry), entry.Hash, entry.IsTombstone);

    private StoredObject? ReadEntry(in IndexEntry entry)
    {
        if (entry.IsDamaged)
        {
            return null;
        }

        var record = BytesOf(entry.Place);
        var isWhole = RecordHeader.TryRead(record, entry.Place.Segment, entry.Place.Offset, out var header)
            && header.Kind == RecordKind.Object
            && header.RecordLength == record.Length
            && header.KeyOf(record).SequenceEqual(_contents.Index.KeyOf(entry))
            && header.IsBodyWhole(record);
        if (isWhole && RecordCodec.ReadObject(header.BodyOf(record), header.Word) is { } held)
        {
            return held;
        }

        OnDamaged(entry);
        return null;
    }

    /// <summary>
    /// The record's bytes; none where the disk does not give them all, which is damage like any other.
    /// </summary>
    private ReadOnlySpan<byte> BytesOf(Place place)
    {
        var inMemory = _tail.InMemory(place);
        if (!inMemory.IsEmpty)
        {
            return inMemory;
        }

        _record.Clear();
        var bytes = _record.Take(place.Length);
        try
        {
            return bytes[.._disk.Read(_segments.Find(place.Segment).Name, place.Offset, bytes)];
        }
        catch (DiskException)
        {
            return default;
        }
    }
}
