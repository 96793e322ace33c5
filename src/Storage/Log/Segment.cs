using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>What is known of one segment of the log.</summary>
internal sealed class Segment(uint id)
{
    public uint Id { get; } = id;

    public string Name { get; } = FileNames.Log(id);

    /// <summary>Bytes written to the file.</summary>
    public long Length { get; set; }

    /// <summary>Bytes that survive a power failure.</summary>
    public long SyncedLength { get; set; }

    /// <summary>Bytes of records that say what holds now, those still in memory included.</summary>
    public long LiveBytes { get; set; }

    /// <summary>Bytes of removal records.</summary>
    public long RemovalBytes { get; set; }

    /// <summary>The highest horizon of its removal records; 0: it has none.</summary>
    public uint RemovalHorizon { get; set; }

    /// <summary>The entries of its hint file, until that is written; null when it cannot be or is.</summary>
    public ByteBuffer? Hints { get; set; }

    /// <summary>
    /// A sync of it failed, or may have failed in a process before: nothing is known of what lies behind
    /// <see cref="SyncedLength"/>. Compaction moves it before any other segment.
    /// </summary>
    public bool IsSuspect { get; set; }

    /// <summary>Bytes were cut off its end, and a power failure may bring them back until it is synced again.</summary>
    public bool IsCut { get; set; }

    /// <summary>
    /// There is a hint file that covers it as it is. It goes before the segment grows: cut back to this length one day,
    /// the segment would pass for synced.
    /// </summary>
    public bool HasHintFile { get; set; }

    public bool IsSynced => SyncedLength == Length && !IsCut;

    /// <summary>All that was not synced was cut off: a sync then vouches for nothing else.</summary>
    public bool IsCutToSynced => IsCut && Length == SyncedLength;

    /// <summary>So many bytes survive a power failure, and nothing else does.</summary>
    public void OnSynced(long length) => (SyncedLength, IsCut) = (length, false);
}
