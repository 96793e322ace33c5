using DynamoLab.Core.Storage;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Options;
using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Node.Durability;

/// <summary>
/// What a node keeps its data in: memory, or a log in a directory of its own, with the gate for the disk's faults in
/// between.
/// </summary>
public sealed class NodeStore : IDisposable
{
    private const long BytesPerMegabyte = 1_000_000;

    private DataFolder? _folder;
    private RealDisk? _disk;
    private PowerFailureDisk? _watched;

    private NodeStore(IReplicaStore store) => Store = store;

    /// <summary>What the node reads and writes.</summary>
    public IReplicaStore Store { get; private init; }

    /// <summary>The same store where it is a log; null in memory.</summary>
    internal LogStore? Log { get; private init; }

    internal DiskGate? Gate { get; private init; }

    /// <summary>How fast the log may be compacted; 0: not at all.</summary>
    internal long CompactionBytesPerSecond { get; private init; }

    public static NodeStore InMemory() => new(new MemoryStore());

    /// <summary>
    /// Opens what the options name, and completes them with what a former life left: an incarnation above all earlier
    /// ones, durable before anybody hears of it, the members, and since when the node's epochs are proven.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be used; the message is one line for the user.</exception>
    public static (NodeStore Store, HostOptions Options) Open(HostOptions options, NodeLog log, TimeProvider time)
    {
        if (options.Node.Durability == Core.Storage.Durability.Memory)
        {
            return (InMemory(), options);
        }

        var folder = DataFolder.Open(Path.GetFullPath(options.DataPath), options.Node.Id);
        var disk = new RealDisk(folder.Path);
        PowerFailureDisk? watched = null;
        try
        {
            watched = options.PowerJournalPath is { } journal
                ? new PowerFailureDisk(disk, folder.Path, Path.GetFullPath(journal))
                : null;
            var opened = On(watched is null ? disk : watched, options, new BlockingWait(time).ForUs);
            (opened._folder, opened._disk, opened._watched) = (folder, disk, watched);
            log.Recovered(opened.Log!.Recovery, folder.Path);
            return (opened, options with { Node = NextLife.Begin(opened.Log, options.Node) });
        }
        catch (Exception e) when (e is DiskException or InvalidDataException)
        {
            watched?.Dispose();
            disk.Dispose();
            folder.Dispose();
            throw new IOException($"--data_dir is '{folder.Path}', which cannot be used: {e.Message}", e);
        }
    }

    /// <summary>On any disk.</summary>
    /// <param name="wait">Blocks for so many microseconds; what a slow disk does.</param>
    internal static NodeStore On(IDisk disk, HostOptions options, Action<long> wait)
    {
        var gate = new DiskGate(disk, wait);
        var store = LogStore.Open(gate, new LogStoreOptions { Durability = options.Node.Durability });
        return new NodeStore(store)
        {
            Log = store,
            Gate = gate,
            CompactionBytesPerSecond = options.CompactionMbPerS * BytesPerMegabyte,
        };
    }

    /// <summary>Lets the directory go; the node has closed the log before, or it counts as killed.</summary>
    public void Dispose()
    {
        _watched?.Dispose();
        _disk?.Dispose();
        _folder?.Dispose();
    }
}
