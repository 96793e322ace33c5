using System.Buffers.Binary;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>
/// The marker of a clean stop: the incarnation, and a CRC over the number and length of every segment, so that it proves
/// nothing once a segment is gone or another was written to.
/// </summary>
internal static class CleanStop
{
    private const int Length = FileHeader.Length + 16;

    /// <summary>Everything else has to be synced before.</summary>
    public static void Write(IDisk disk, SegmentTable segments, ulong incarnation)
    {
        var marker = new byte[Length];
        FileHeader.Write(marker, FileKind.CleanStop, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(marker.AsSpan(FileHeader.Length), incarnation);
        BinaryPrimitives.WriteUInt32LittleEndian(marker.AsSpan(Length - 8), CrcOf(segments));
        BinaryPrimitives.WriteUInt32LittleEndian(marker.AsSpan(Length - 4), Crc32C.Of(marker.AsSpan(0, Length - 4)));
        disk.Delete(FileNames.CleanStopDraft);
        disk.Append(FileNames.CleanStopDraft, marker);
        disk.Sync(FileNames.CleanStopDraft);
        disk.Rename(FileNames.CleanStopDraft, FileNames.CleanStop);
    }

    /// <summary>Whether there is a marker that speaks of these very segments; the incarnation comes out.</summary>
    public static bool IsProof(ReadOnlySpan<byte> marker, SegmentTable segments, out ulong incarnation)
    {
        incarnation = 0;
        if (marker.Length != Length
            || !FileHeader.IsValid(marker, FileKind.CleanStop, 0)
            || BinaryPrimitives.ReadUInt32LittleEndian(marker[(Length - 4)..]) != Crc32C.Of(marker[..(Length - 4)]))
        {
            return false;
        }

        incarnation = BinaryPrimitives.ReadUInt64LittleEndian(marker[FileHeader.Length..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(marker[(Length - 8)..]) == CrcOf(segments);
    }

    private static uint CrcOf(SegmentTable segments)
    {
        var list = new ByteBuffer();
        foreach (var segment in segments.All.Where(segment => segment.Length > 0))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(list.Take(4), segment.Id);
            BinaryPrimitives.WriteInt64LittleEndian(list.Take(8), segment.Length);
        }

        return Crc32C.Of(list.Bytes);
    }
}
