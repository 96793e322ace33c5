using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>
/// What a process leaves to the next one about its syncs: the first record of a segment says up to which segment all
/// were synced when it was written. It is true wherever it can be read, whether it was synced itself or not.
/// </summary>
internal static class SyncedMark
{
    /// <summary>Appends the mark to the file's header in the buffer, unless there is nothing to say.</summary>
    public static void Append(ByteBuffer into, Segment segment, uint upTo)
    {
        if (upTo > 0)
        {
            var start = into.Length;
            var header = new RecordHeader { Kind = RecordKind.SyncedSegments, Word = upTo };
            header.Seal(into.Take(RecordHeader.Length), segment.Id, (uint)start);
        }
    }

    /// <summary>The number up to which all segments are known to be synced; 0: none are.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="ids">The segments there are, oldest first.</param>
    public static uint Find(IDisk disk, IReadOnlyList<uint> ids)
    {
        var start = new ByteBuffer();
        for (var i = ids.Count - 1; i >= 0; i--)
        {
            DiskReader.Read(disk, FileNames.Log(ids[i]), 0, FileHeader.Length + RecordHeader.Length, start);
            var scanner = new SegmentScanner(start.Bytes, ids[i]);
            if (scanner.Next() && scanner.IsRecord && scanner.Header.Kind == RecordKind.SyncedSegments)
            {
                return (uint)scanner.Header.Word;
            }
        }

        return 0;
    }
}
