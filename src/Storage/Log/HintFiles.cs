using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>Hint files on the disk. They only save time, so that a disk that has no room for one is no failure.</summary>
internal static class HintFiles
{
    /// <summary>Writes the hint file of a synced segment, if it has one to write.</summary>
    public static void Write(IDisk disk, Segment segment)
    {
        if (segment.Hints is not { Length: > 0 } entries || !segment.IsSynced)
        {
            return;
        }

        var name = FileNames.Hint(segment.Id);
        segment.Hints = null;
        try
        {
            disk.Delete(name);
            disk.Append(name, HintFile.Prefix(segment.Id, segment.Length, entries.Bytes));
            disk.Append(name, entries.Bytes);
        }
        catch (DiskException)
        {
            TryDelete(disk, name);
        }
    }

    private static void TryDelete(IDisk disk, string name)
    {
        try
        {
            disk.Delete(name);
        }
        catch (DiskException)
        {
            // A part of a hint file has a wrong length and CRC: it is passed over.
        }
    }
}
