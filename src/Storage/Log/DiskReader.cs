using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;

namespace DynamoLab.Storage.Log;

/// <summary>Reads large parts of files; what the disk refuses to give is read as zeros, and so is found to be damaged.</summary>
internal static class DiskReader
{
    private const int PieceBytes = 1024 * 1024;
    private const int SectorBytes = 4096;

    /// <summary>Fills the buffer with a part of a file, to its end at most.</summary>
    public static void Read(IDisk disk, string name, long offset, long length, ByteBuffer into)
    {
        into.Clear();
        var bytes = into.Take(checked((int)Math.Max(0, Math.Min(length, disk.Length(name) - offset))));
        for (var at = 0; at < bytes.Length; at += PieceBytes)
        {
            var piece = bytes.Slice(at, Math.Min(PieceBytes, bytes.Length - at));
            if (!TryRead(disk, name, offset + at, piece))
            {
                ReadSectors(disk, name, offset + at, piece);
            }
        }
    }

    private static void ReadSectors(IDisk disk, string name, long offset, Span<byte> piece)
    {
        for (var at = 0; at < piece.Length; at += SectorBytes)
        {
            var sector = piece.Slice(at, Math.Min(SectorBytes, piece.Length - at));
            if (!TryRead(disk, name, offset + at, sector))
            {
                sector.Clear();
            }
        }
    }

    private static bool TryRead(IDisk disk, string name, long offset, Span<byte> into)
    {
        try
        {
            return disk.Read(name, offset, into) == into.Length;
        }
        catch (DiskException)
        {
            return false;
        }
    }
}
