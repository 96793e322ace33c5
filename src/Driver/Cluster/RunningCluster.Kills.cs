using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Driver.Cluster;

/// <content>Signals and restarts while the rest of the cluster is faulty too. Only for nodes spawned here.</content>
public sealed partial class RunningCluster
{
    /// <summary>Where the node keeps its data; null: in memory.</summary>
    internal string? DataDirOf(NodeId node) => _plan?.DataDirOf(node);

    /// <summary>Where the node notes what a power failure would leave; null: nowhere.</summary>
    internal string? PowerJournalOf(NodeId node) => _plan?.PowerJournalOf(node);

    internal string LogFileOf(NodeId node) => _plan?.LogFileOf(node) ?? "";

    /// <summary>SIGSTOP; false when the node does not run.</summary>
    internal bool TryPause(NodeId node)
    {
        var slot = SlotOf(node);
        if (slot.Node.IsRunning)
        {
            Processes.Stop(slot.Node.ProcessId);
        }

        return slot.Node.IsRunning;
    }

    /// <summary>SIGCONT; no harm when it is not stopped.</summary>
    internal void Continue(NodeId node)
    {
        var slot = SlotOf(node);
        if (slot.Node.IsRunning)
        {
            Processes.Continue(slot.Node.ProcessId);
        }
    }

    /// <summary>
    /// Starts killed nodes again, together. Returns when each answers and knows all members, be they dead or alive:
    /// that they see each other is not to be had while other faults are in place.
    /// </summary>
    /// <returns>For each, when it was ready.</returns>
    /// <exception cref="CannotRunException">One did not come up in time.</exception>
    internal async Task<IReadOnlyList<(NodeId Node, Instant At)>> StartAgainAsync(
        IReadOnlyList<NodeId> nodes, CancellationToken cancellation)
    {
        var live = _slots.Where(slot => slot.Node.IsRunning).Select(slot => slot.Node.Endpoint).ToList();
        foreach (var node in nodes)
        {
            var slot = SlotOf(node);
            slot.Process?.Dispose();
            slot.Process = Start(slot, live.Count > 0 ? live : [.. Endpoints.Where(e => e.Node != node)]);
            slot.Node = slot.Node with { ProcessId = slot.Process.Id };
            _procsFiles.ForEach(path => ClusterProcs.Update(path, slot.Node));
        }

        return await Task.WhenAll(nodes.Select(node => KnowsAllAsync(SlotOf(node), cancellation)));
    }

    private async Task<(NodeId Node, Instant At)> KnowsAllAsync(NodeSlot slot, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        var limit = ReadyLimits.For(_slots.Count);
        while (TimeProvider.System.GetElapsedTime(started) < limit && slot.Process is { HasExited: false })
        {
            try
            {
                var status = await AskAsync<StatusResponse>(slot.Id, new StatusRequest(), cancellation);
                slot.Node = slot.Node with { IsRunning = true };
                if (status.Members.Count == _slots.Count)
                {
                    return (slot.Id, new Instant(LabClock.Shared.NowUs));
                }
            }
            catch (NodeConnectionException)
            {
                // It does not listen yet.
            }

            await Task.Delay(
                TimeSpan.FromMilliseconds(ReadyLimits.PollMs), TimeProvider.System, cancellation);
        }

        var how = slot.Process is { HasExited: true } gone
            ? $"ended with exit code {gone.ExitCode}"
            : $"was not ready within {limit.TotalSeconds:0} s";
        throw new CannotRunException(
            $"{slot.Id} was started again and {how}{(_plan is null ? "" : ClusterSpawner.LogTail(_plan, slot.Id))}");
    }
}
