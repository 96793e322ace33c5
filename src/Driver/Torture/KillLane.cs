using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Workloads;
using DynamoLab.History;

namespace DynamoLab.Driver.Torture;

/// <summary>Kills and restarts, as one storm of the plan says.</summary>
internal sealed class KillLane(RunningCluster cluster, ClientGate gate, PowerCut? power, TortureLog log)
{
    /// <summary>The node whose data was deleted, until repair has brought it back; null: none.</summary>
    public NodeId? Wiped { get; private set; }

    /// <summary>True when a kill may take the members a node knows with it.</summary>
    private bool CanForgetMembers => cluster.Settings.Durability == Durability.Memory
        || (power is not null && cluster.Settings.Durability == Durability.Buffered);

    /// <param name="ended">Ends the storm early; nobody stays dead.</param>
    public async Task RunAsync(IReadOnlyList<KillStep> storm, CancellationToken ended)
    {
        foreach (var step in storm)
        {
            await Pause.ForAsync(step.Gap, ended);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            await RunAsync(step, ended);
        }
    }

    /// <summary>Every primary has a copy of everything again.</summary>
    public void Repaired()
    {
        if (Wiped is { } node)
        {
            var now = new Instant(LabClock.Shared.NowUs);
            log.Observe(new FaultEvent(FaultEvent.Wipe, node, now, now, FaultPhase.Heal));
            Wiped = null;
        }
    }

    private async Task RunAsync(KillStep step, CancellationToken ended)
    {
        var commanded = new Instant(LabClock.Shared.NowUs);
        var killed = await Task.WhenAll(step.Victims.Select(
            node => cluster.KillAsync(node, CancellationToken.None)));
        log.Killed(step.Victims.Count, cluster.Nodes.Count);
        for (var i = 0; i < killed.Length; i++)
        {
            log.Observe(new FaultEvent(FaultEvent.Crash, step.Victims[i], commanded, killed[i], FaultPhase.Inject));
            DropUnsynced(step.Victims[i]);
        }

        Wipe(step);
        await Pause.ForAsync(step.Down, ended);
        await StartAgainAsync(step.Victims);
    }

    /// <summary>
    /// A cluster of which no member knows the others any more has to form anew, and serves nobody before: what a part
    /// of it took in would be in the wrong places when the rest comes.
    /// </summary>
    private async Task StartAgainAsync(IReadOnlyList<NodeId> nodes)
    {
        var isForming = CanForgetMembers && nodes.Count == cluster.Nodes.Count;
        if (isForming)
        {
            await gate.CloseAsync(CancellationToken.None);
        }

        try
        {
            var commanded = new Instant(LabClock.Shared.NowUs);
            foreach (var (node, at) in await cluster.StartAgainAsync(nodes, CancellationToken.None))
            {
                log.Observe(new FaultEvent(FaultEvent.Crash, node, commanded, at, FaultPhase.Heal));
            }
        }
        finally
        {
            if (isForming)
            {
                gate.Open();
            }
        }
    }

    private void DropUnsynced(NodeId node)
    {
        if (power is not null && cluster.DataDirOf(node) is { } data && cluster.PowerJournalOf(node) is { } journal)
        {
            var (files, bytes) = power.Apply(data, journal);
            log.Dropped(files, bytes);
        }
    }

    private void Wipe(KillStep step)
    {
        // The last one is not whole again: the plan has only one per storm, but a calm may have failed.
        if (step.Wiped is not { } node || Wiped is not null)
        {
            return;
        }

        var commanded = new Instant(LabClock.Shared.NowUs);
        foreach (var folder in (string?[])[cluster.DataDirOf(node), cluster.PowerJournalOf(node)])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Wiped = node;
        var now = new Instant(LabClock.Shared.NowUs);
        log.Observe(new FaultEvent(FaultEvent.Wipe, node, commanded, now, FaultPhase.Inject));
    }
}
