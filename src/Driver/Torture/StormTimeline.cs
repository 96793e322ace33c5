using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Faults;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Torture;

/// <summary>
/// Storms and calms in turn. In a storm nodes are killed and restarted, one of them wiped, while others are cut off,
/// slow, stopped, or have a slow, full or failing disk. In a calm everything heals, clients wait, and repair runs until
/// all replicas agree: only then may a node be wiped again.
/// </summary>
internal sealed class StormTimeline : ITimeline
{
    private readonly ClientGate _gate;
    private readonly TortureLog _log;
    private readonly Func<CancellationToken, Task<bool>> _mend;
    private readonly TimeSpan _warmup;
    private readonly KillPlan _kills;
    private readonly KillLane _lane;
    private readonly IReadOnlyList<ConditionLane> _conditions;

    /// <param name="cluster">Spawned by this run.</param>
    /// <param name="plan">Gives the seed and the gate.</param>
    /// <param name="log">Told of everything.</param>
    /// <param name="mend">Repairs until all replicas agree; false when they did not.</param>
    public StormTimeline(
        RunningCluster cluster, WorkloadPlan plan, TortureLog log, Func<CancellationToken, Task<bool>> mend)
    {
        var options = plan.Options.Torture
            ?? throw new ArgumentException("the options are not those of a torture", nameof(plan));
        (_log, _mend) = (log, mend);
        _gate = plan.Gate ?? throw new ArgumentException("the plan has no gate", nameof(plan));
        _warmup = TimeSpan.FromSeconds(plan.Options.WarmupSeconds);
        var random = plan.Streams.Faults();
        var hasDisk = cluster.Settings.Durability != Core.Storage.Durability.Memory;
        _kills = new KillPlan(
            [.. cluster.Nodes.Select(node => node.Id)], options.KillIntervalSeconds,
            canWipe: hasDisk && cluster.Settings.WriteQuorum > 1, random.Fork(1));
        _lane = new KillLane(cluster, _gate, options.PowerFailure ? new PowerCut(random.Fork(4)) : null, log);
        ConditionLane Conditions(bool isOfDisks, ulong fork) =>
            new(cluster, new(cluster, isOfDisks, options.FaultIntervalSeconds, random.Fork(fork)), log);
        var links = Conditions(isOfDisks: false, 2);
        _conditions = hasDisk ? [links, Conditions(isOfDisks: true, 3)] : [links];
    }

    public async Task RunAsync(CancellationToken workloadEnded)
    {
        await Pause.ForAsync(_warmup, workloadEnded);
        try
        {
            while (!workloadEnded.IsCancellationRequested)
            {
                await StormAsync(workloadEnded);
                await CalmAsync(workloadEnded);
            }
        }
        finally
        {
            _gate.Open();
        }
    }

    private async Task StormAsync(CancellationToken ended)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ended);
        var conditions = Task.WhenAll(_conditions.Select(lane => lane.RunAsync(over.Token)));
        try
        {
            await _lane.RunAsync(_kills.NextStorm(), ended);
        }
        finally
        {
            await over.CancelAsync();
            await conditions;
        }
    }

    private async Task CalmAsync(CancellationToken ended)
    {
        try
        {
            await _gate.CloseAsync(ended);
            var isRepaired = await _mend(ended);
            _log.Calmed(isRepaired);
            if (isRepaired)
            {
                _lane.Repaired();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run ends in a calm of its own.
        }
        finally
        {
            _gate.Open();
        }
    }
}
