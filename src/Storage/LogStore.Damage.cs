using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;
using DynamoLab.Storage.Index;

namespace DynamoLab.Storage;

/// <summary>
/// Damage that reads find. The key is gone from then on; its bytes are kept aside, and a removal record keeps older
/// states of it, which may lie in older segments, from coming back at the next start.
/// </summary>
public sealed partial class LogStore
{
    private void OnDamaged(in IndexEntry entry)
    {
        _damaged.Add(AsStoredKey(entry));
        _toQuarantine.Add((KeyOf(entry), entry.Place));
        _contents.MarkDamaged(entry);
        _tally.RecordsQuarantined++;
        HoldsAll = false;
    }

    /// <summary>Not where the damage is found, because a scan may be under way there.</summary>
    private void RemoveDamaged()
    {
        foreach (var (key, place) in _toQuarantine)
        {
            KeepAside(place);
            if (_contents.Index.TryFind(key.Token, key.Bytes, out var entry) && entry.IsDamaged && entry.Place == place)
            {
                _tail.Append(new RemovalRecord(key));
            }
        }

        _toQuarantine.Clear();
    }

    private void KeepAside(Place place)
    {
        try
        {
            _disk.Append(FileNames.Quarantined(place.Segment), BytesOf(place));
        }
        catch (DiskException)
        {
            // The bytes are of no use to the store; whoever would have looked at them has the counter.
        }
    }

    /// <summary>What is left in a segment that compaction has gone through: its bytes could not be read.</summary>
    private void Salvage(Log.Segment segment)
    {
        foreach (var entry in _contents.ObjectsIn(segment).Where(entry => !entry.IsDamaged))
        {
            OnDamaged(entry);
        }

        foreach (var record in _contents.RecordsIn(segment))
        {
            _tail.Append(record);
        }

        RemoveDamaged();
    }
}
