using DynamoLab.Core.Messages;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Durability;

/// <summary>
/// The one place where faults of the disk enter. While there are none it costs a null check. A delay blocks the thread
/// that writes or syncs, as a slow disk would: writes stall the node's loop, fsyncs only who waits for them.
/// </summary>
/// <param name="disk">The disk behind it.</param>
/// <param name="wait">Blocks for so many microseconds.</param>
internal sealed class DiskGate(IDisk disk, Action<long> wait) : IDisk
{
    // Replaced by the loop's thread, read by that and the one that syncs.
    private volatile DiskRules? _rules;

    public DiskRules Rules
    {
        get => _rules ?? DiskRules.None;
        set => _rules = value.IsEmpty ? null : value;
    }

    public IReadOnlyList<string> List() => disk.List();

    public long Length(string name) => disk.Length(name);

    public int Read(string name, long offset, Span<byte> into) => disk.Read(name, offset, into);

    public void Append(string name, ReadOnlySpan<byte> bytes)
    {
        if (_rules?.Match(name) is { } rule)
        {
            Wait(rule.WriteDelayUs);
            switch (rule.Fault)
            {
                case DiskFault.Error:
                    throw new DiskException(DiskFailure.Error, $"cannot write {name}: input/output error (injected)");
                case DiskFault.Full:
                    throw Full(name);
                case DiskFault.Short:
                    disk.Append(name, bytes[..(bytes.Length / 2)]);
                    throw Full(name);
            }
        }

        disk.Append(name, bytes);
    }

    public void Sync(string name)
    {
        if (_rules?.Match(name) is { } rule)
        {
            Wait(rule.SyncDelayUs);
            if (rule.Fault is DiskFault.Error or DiskFault.SyncError)
            {
                throw new DiskException(DiskFailure.Error, $"cannot sync {name}: input/output error (injected)");
            }
        }

        disk.Sync(name);
    }

    public void Truncate(string name, long length) => disk.Truncate(name, length);

    public void Delete(string name) => disk.Delete(name);

    public void Rename(string from, string to) => disk.Rename(from, to);

    private void Wait(long delayUs)
    {
        if (delayUs > 0)
        {
            wait(delayUs);
        }
    }

    private static DiskException Full(string name) =>
        new(DiskFailure.Full, $"cannot write {name}: no space left on device (injected)");
}
