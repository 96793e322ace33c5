using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Log;

namespace DynamoLab.Storage;

/// <summary>
/// A sync to be carried out. <see cref="Run"/> may be called on any thread; the ticket then goes back to
/// <see cref="LogStore.EndSync"/> on the store's own.
/// </summary>
public sealed class SyncTicket
{
    private readonly IDisk _disk;

    internal SyncTicket(IDisk disk, IReadOnlyList<(Segment Segment, long Length)> targets, long position, long sequence)
    {
        _disk = disk;
        Targets = targets;
        Position = position;
        Sequence = sequence;
    }

    /// <summary>What the sync covers: the log up to this record.</summary>
    public long Sequence { get; }

    internal IReadOnlyList<(Segment Segment, long Length)> Targets { get; }

    internal long Position { get; }

    /// <summary>Syncs, and does nothing else.</summary>
    /// <exception cref="DiskException">The disk refused; hand the exception to <see cref="LogStore.EndSync"/>.</exception>
    public void Run()
    {
        foreach (var (segment, _) in Targets)
        {
            _disk.Sync(segment.Name);
        }
    }
}
