using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.History;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// One condition after the other. A node may be dead when one is to strike it, and a restarted one has lost it: what
/// was injected ends with the process, so that neither is a mistake of the run.
/// </summary>
internal sealed class ConditionLane(RunningCluster cluster, ConditionPlan plan, TortureLog log)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <param name="over">Ends the waiting; what is in place is healed first.</param>
    public async Task RunAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var condition = plan.Next();
            await Pause.ForAsync(condition.Gap, over);
            if (!over.IsCancellationRequested)
            {
                await RunAsync(condition, over);
            }
        }
    }

    private async Task RunAsync(Condition condition, CancellationToken over)
    {
        var struck = await Task.WhenAll(condition.Victims.Select(node => TryInjectAsync(condition, node)));
        await Pause.ForAsync(condition.Hold, over);
        await Task.WhenAll(condition.Victims.Select((node, i) => HealAsync(condition, node, struck[i])));
    }

    private async Task<bool> TryInjectAsync(Condition condition, NodeId node)
    {
        var commanded = new Instant(LabClock.Shared.NowUs);
        try
        {
            var actual = await condition.Fault.InjectAsync(node, CancellationToken.None);
            log.Observe(new FaultEvent(condition.Fault.Kind, node, commanded, actual, FaultPhase.Inject));
            return true;
        }
        catch (CannotRunException)
        {
            return false;
        }
    }

    /// <summary>Also where it was not injected for certain: the answer alone may have been lost.</summary>
    private async Task HealAsync(Condition condition, NodeId node, bool isStruck)
    {
        var commanded = new Instant(LabClock.Shared.NowUs);
        Instant? actual = null;
        while (actual is null)
        {
            try
            {
                actual = await condition.Fault.HealAsync(node, CancellationToken.None);
            }
            catch (CannotRunException) when (!IsRunning(node))
            {
                actual = new Instant(LabClock.Shared.NowUs);
            }
            catch (CannotRunException)
            {
                await Pause.ForAsync(RetryDelay, CancellationToken.None);
            }
        }

        if (isStruck)
        {
            log.Observe(new FaultEvent(condition.Fault.Kind, node, commanded, actual.Value, FaultPhase.Heal));
        }
    }

    private bool IsRunning(NodeId node) => cluster.Nodes.Any(n => n.Id == node && n.IsRunning);
}
