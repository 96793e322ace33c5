using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Replica;
using DynamoLab.Storage;
using DynamoLab.Storage.Disks;

namespace DynamoLab.Simulation.Nodes;

/// <summary>What a node keeps, through its lives: nothing but memory, or a log on a disk in memory.</summary>
internal sealed class NodeStorage(DiskSettings settings, Durability durability, DeterministicRandom random)
{
    /// <summary>Bytes of a segment that one step of compaction goes through.</summary>
    private const int CompactBytes = 2048;

    private int _writesUntilCompact = settings.CompactEvery;

    public IReplicaStore Store { get; private set; } = new MemoryStore();

    /// <summary>The same store where it is a log; null in memory.</summary>
    public LogStore? Log { get; private set; }

    public MemoryDisk Disk { get; private set; } = new();

    /// <summary>The sync under way, if any.</summary>
    public SyncTicket? Ticket { get; set; }

    /// <summary>The last record that somebody waits for, and the last one the node was told of.</summary>
    public long Wanted { get; set; }

    public long Told { get; set; }

    public bool IsFailureTold { get; set; }

    public bool MayNeedSync { get; set; }

    /// <summary>Whether incarnations may have been forgotten with the disk.</summary>
    public bool HasLostDisk { get; private set; }

    /// <summary>A new life, as hosts begin it: the incarnation is durable before anybody hears of it.</summary>
    /// <exception cref="DiskException">The disk refuses.</exception>
    public NodeOptions Open(NodeOptions options)
    {
        (Ticket, Wanted, Told, IsFailureTold, MayNeedSync) = (null, 0, 0, false, false);
        if (durability == Durability.Memory)
        {
            Store = new MemoryStore();
            return options;
        }

        var log = LogStore.Open(
            Disk, new LogStoreOptions { Durability = durability, SegmentBytes = settings.SegmentBytes });
        var recovered = log.Recovery;
        var incarnation = Math.Max(options.Incarnation, recovered.Incarnation + 1);
        var provenSince = recovered.HasProof ? recovered.ProvenSince : incarnation;
        log.Apply(new IncarnationRecord(incarnation, provenSince));
        Persist(log);
        (Store, Log, HasLostDisk) = (log, log, HasLostDisk || !recovered.HoldsAll);
        return options with
        {
            Incarnation = incarnation,
            ProvenSince = provenSince,
            Remembered = recovered.Members,
        };
    }

    /// <summary>All that was applied to the operating system; compaction goes on a little.</summary>
    public void Write()
    {
        if (Log is not { IsWritable: true } log)
        {
            return;
        }

        var before = log.WrittenSequence;
        log.Write();
        if (log.WrittenSequence == before)
        {
            return;
        }

        MayNeedSync = true;
        if (settings.CompactEvery > 0 && --_writesUntilCompact <= 0)
        {
            _writesUntilCompact = settings.CompactEvery;
            log.Compact(CompactBytes);
        }
    }

    /// <summary>
    /// The process ends, or the power fails. Without power what was not synced is lost, kept or torn.
    /// </summary>
    public void Crash(bool losesPower)
    {
        if (losesPower)
        {
            Disk.Crash(random);
        }

        (Log, Ticket) = (null, null);
    }

    /// <summary>Another disk, an empty one, in place of this.</summary>
    public void LoseDisk()
    {
        HasLostDisk = true;
        Disk = new MemoryDisk();
    }

    /// <summary>Turns over some bits of the log; false when there is nothing to damage.</summary>
    public bool Corrupt(DeterministicRandom draw)
    {
        var names = Disk.List().Where(name => Disk.Length(name) > 0).ToArray();
        if (names.Length == 0)
        {
            return false;
        }

        var name = names[draw.Next(names.Length)];
        Disk.Corrupt(name, draw.Next((int)Disk.Length(name)), (byte)(1 << draw.Next(8)));
        return true;
    }

    private static void Persist(LogStore log)
    {
        log.Write();
        if (log.IsWritable && log.BeginSync() is { } ticket)
        {
            Run(log, ticket);
        }

        if (!log.IsWritable)
        {
            throw new DiskException(DiskFailure.Error, log.FailureReason);
        }
    }

    /// <summary>Carries a sync out, whatever comes of it.</summary>
    public static void Run(LogStore log, SyncTicket ticket)
    {
        try
        {
            ticket.Run();
            log.EndSync(ticket, null);
        }
        catch (DiskException e)
        {
            log.EndSync(ticket, e);
        }
    }
}
