using DynamoLab.Replica;
using DynamoLab.Simulation.Coverage;
using DynamoLab.Simulation.Engine;
using DynamoLab.Simulation.Nodes;
using DynamoLab.Storage;

namespace DynamoLab.Simulation;

/// <summary>
/// The host's side of the store: it writes what a step applied before anything is sent that speaks of it, has one sync
/// under way at a time, and tells the node what became durable, or that it cannot.
/// </summary>
internal sealed partial class World
{
    private const int ResumeMs = 200;

    /// <summary>What the node is to be told now, if anything; a sync is started where one is wanted.</summary>
    private bool TryNextOfStore(SimNode node, long wanted, out NodeInput input)
    {
        var storage = node.Storage;
        storage.Wanted = Math.Max(storage.Wanted, wanted);
        input = NodeInput.Durable(storage.Wanted);
        if (storage.Log is not { } log)
        {
            return wanted > 0 && IsMemoryQuick(node);
        }

        if (!log.IsWritable && !storage.IsFailureTold)
        {
            storage.IsFailureTold = true;
            Schedule(new SimEvent(NowUs + (ResumeMs * 1000), EventKind.DiskRetry, node.Index, 0, 0, node.Life, null));
            Trace.Note(NowUs, node.Index, $"{log.FailureReason}");
            input = NodeInput.StoreFailed(log.FailureReason);
            return true;
        }

        if (storage.Wanted > storage.Told && log.DurableSequence > storage.Told)
        {
            storage.Told = log.DurableSequence;
            input = NodeInput.Durable(storage.Told);
            return true;
        }

        if (storage is { MayNeedSync: true, Ticket: null })
        {
            storage.MayNeedSync = false;
            storage.Ticket = log.BeginSync();
            ScheduleSync(node);
        }

        return false;
    }

    private void ScheduleSync(SimNode node)
    {
        if (node.Storage.Ticket is not null)
        {
            var us = (Options.Disks.SyncUs / 2) + _random.Next(Options.Disks.SyncUs) + node.SlowDiskUs;
            Schedule(new SimEvent(Late(NowUs + us), EventKind.Synced, node.Index, 0, 0, node.Life, null));
        }
    }

    /// <summary>Memory is durable at once; a fault may have it late, as if it were a disk.</summary>
    private bool IsMemoryQuick(SimNode node)
    {
        if (node.SlowDiskUs == 0)
        {
            return true;
        }

        var atUs = Late(NowUs + node.SlowDiskUs);
        Schedule(new SimEvent(
            atUs, EventKind.Synced, node.Index, 0, (ulong)node.Storage.Wanted, node.Life, null));
        return false;
    }

    private void OnSynced(SimNode node, in SimEvent e)
    {
        Coverage.Count(HostPath.DurableLate);
        Trace.NoteOften(NowUs, node.Index, "a sync ends");
        if (node.Storage is { Log: { } log, Ticket: { } ticket })
        {
            node.Storage.Ticket = null;
            NodeStorage.Run(log, ticket);
            node.Storage.MayNeedSync = true;
            CarryOut(node);
        }
        else
        {
            StepNode(node, NodeInput.Durable((long)e.Number));
        }
    }

    /// <summary>The disk is tried again: to go on writing, or to start at all.</summary>
    private void OnDiskRetry(SimNode node)
    {
        if (node.Storage.Log is not { } log)
        {
            return;
        }

        log.TryResume();
        if (log.IsWritable)
        {
            Coverage.Count(HostPath.DiskResumed);
            Trace.Note(NowUs, node.Index, $"its disk takes writes again");
            (node.Storage.IsFailureTold, node.Storage.MayNeedSync) = (false, true);
            CarryOut(node);
        }
        else
        {
            Schedule(new SimEvent(NowUs + (ResumeMs * 1000), EventKind.DiskRetry, node.Index, 0, 0, node.Life, null));
        }
    }

    private void CountRecovery(LogStore log)
    {
        var found = log.Recovery;
        Count(HostPath.TornTailCut, found.BytesCut > 0);
        Count(HostPath.RecordQuarantined, found.RecordsQuarantined > 0);
        Count(HostPath.ProofKept, found.HasProof && !found.IsNew);
        Count(HostPath.ProofMissing, !found.HasProof);
        Count(HostPath.HintFileRead, found.SegmentsFromHints > 0);
    }

    private void Count(HostPath path, bool isTaken)
    {
        if (isTaken)
        {
            Coverage.Count(path);
        }
    }
}
