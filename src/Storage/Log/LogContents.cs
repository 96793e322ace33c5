using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Format;
using DynamoLab.Storage.Index;

namespace DynamoLab.Storage.Log;

/// <summary>
/// What the records of the log come to when each is taken in order: where every key's state lies, the hints, the
/// incarnation and the members, and which bytes of which segment are still needed.
/// </summary>
internal sealed class LogContents(SegmentTable segments)
{
    private readonly Dictionary<HintId, Place> _hints = [];
    private Place _incarnationAt;
    private Place _membersAt;

    public LogIndex Index { get; } = new();

    /// <summary>Keys in the index whose record is damaged.</summary>
    public int DamagedCount { get; private set; }

    public ulong Incarnation { get; private set; }

    public ulong ProvenSince { get; private set; }

    public IReadOnlyList<KnownMember> Members { get; private set; } = [];

    public IEnumerable<HintId> Hints => _hints.Keys;

    /// <summary>Takes the next record of the log.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="token">The key's token, whatever it is where there is no key.</param>
    /// <param name="key">The key; empty for kinds without one.</param>
    /// <param name="body">The body, which may be missing for objects.</param>
    /// <param name="place">Where it lies.</param>
    public void Take(
        in RecordHeader header, Token token, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, Place place)
    {
        switch (header.Kind)
        {
            case RecordKind.Object:
                Free(Index.Set(token, key, header.Word, header.IsTombstone, place, out var old), old);
                segments.Find(place.Segment).LiveBytes += place.Length;
                break;
            case RecordKind.Removal:
                Free(Index.Remove(token, key, out var removed), removed);
                TakeRemoval(header, place);
                break;
            case RecordKind.Hint:
                Replace(HintOf(token, key, body), place);
                break;
            case RecordKind.HintRemoval:
                Remove(HintOf(token, key, body));
                TakeRemoval(header, place);
                break;
            case RecordKind.Incarnation:
                Incarnation = header.Word;
                ProvenSince = RecordCodec.ReadProvenSince(body);
                Replace(ref _incarnationAt, place);
                break;
            case RecordKind.SyncedSegments:
                // It was for the start, which looks for it before it reads anything else.
                break;
            default:
                Members = RecordCodec.ReadMembers(body);
                Replace(ref _membersAt, place);
                break;
        }
    }

    /// <summary>
    /// Whether compaction has to keep the record. Not a removal whose key is held again: copied to the log's end, it
    /// would remove what is newer.
    /// </summary>
    public bool IsLive(
        in RecordHeader header, Token token, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, Place place) =>
        header.Kind switch
        {
            RecordKind.Object =>
                Index.TryFind(token, key, out var entry) && entry.Place == place && !entry.IsDamaged,
            RecordKind.Hint => _hints.GetValueOrDefault(HintOf(token, key, body)) == place,
            RecordKind.Incarnation => _incarnationAt == place,
            RecordKind.Members => _membersAt == place,
            RecordKind.SyncedSegments => false,
            RecordKind.Removal => !Index.TryFind(token, key, out _) && IsNeeded(header, place),
            _ => !_hints.ContainsKey(HintOf(token, key, body)) && IsNeeded(header, place),
        };

    /// <summary>The keys whose state lies in the segment.</summary>
    public List<IndexEntry> ObjectsIn(Segment segment) =>
        [.. Index.Scan(TokenRange.Whole).Where(entry => entry.Place.Segment == segment.Id)];

    /// <summary>
    /// What lies in the segment and is in memory as a whole: records that need not be read to be kept.
    /// </summary>
    public List<StoreRecord> RecordsIn(Segment segment)
    {
        List<StoreRecord> records =
            [.. _hints.Where(hint => hint.Value.Segment == segment.Id).Select(hint => new HintRecord(hint.Key))];
        if (_incarnationAt.Segment == segment.Id)
        {
            records.Add(new IncarnationRecord(Incarnation, ProvenSince));
        }

        if (_membersAt.Segment == segment.Id)
        {
            records.Add(new MembersRecord(Members));
        }

        return records;
    }

    public void MarkDamaged(in IndexEntry entry)
    {
        Index.MarkDamaged(entry.Token, Index.KeyOf(entry));
        DamagedCount++;
    }

    private static HintId HintOf(Token token, ReadOnlySpan<byte> key, ReadOnlySpan<byte> body) =>
        new(RecordCodec.ReadOwner(body), Key.WithToken(key, token));

    private bool IsNeeded(in RecordHeader header, Place place) =>
        segments.IsNeeded(header.Word, segments.Find(place.Segment));

    private void TakeRemoval(in RecordHeader header, Place place)
    {
        var segment = segments.Find(place.Segment);
        segment.RemovalBytes += place.Length;
        segment.RemovalHorizon = Math.Max(segment.RemovalHorizon, (uint)header.Word);
    }

    private void Replace(HintId hint, Place place)
    {
        Remove(hint);
        _hints[hint] = place;
        segments.Find(place.Segment).LiveBytes += place.Length;
    }

    private void Remove(HintId hint)
    {
        if (_hints.Remove(hint, out var old))
        {
            Free(old);
        }
    }

    private void Replace(ref Place at, Place place)
    {
        Free(at);
        at = place;
        segments.Find(place.Segment).LiveBytes += place.Length;
    }

    private void Free(bool wasHeld, in IndexEntry old)
    {
        if (wasHeld)
        {
            DamagedCount -= old.IsDamaged ? 1 : 0;
            Free(old.Place);
        }
    }

    private void Free(Place place)
    {
        if (place.Segment != 0)
        {
            segments.Find(place.Segment).LiveBytes -= place.Length;
        }
    }
}
