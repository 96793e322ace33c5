using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.History;

namespace DynamoLab.Driver.Faults;

/// <summary>
/// Carries a plan out beside the workload: the fault comes after the warm-up and goes after its duration. What was
/// injected is healed whatever happens, so that the cluster is left as it was found.
/// </summary>
/// <param name="plan">The fault and its victims.</param>
/// <param name="warmup">From the start of the workload to the fault.</param>
/// <param name="duration">From the command to inject to the command to heal.</param>
/// <param name="observe">Told every event as soon as it is known; called by one thread at a time.</param>
/// <param name="healing">
/// Called before the first victim is healed; a restart is told only when the node is ready.
/// </param>
public sealed class FaultTimeline(
    FaultPlan plan, TimeSpan warmup, TimeSpan duration, Action<FaultEvent> observe, Action? healing = null)
    : ITimeline
{
    /// <summary>How long one injection may take.</summary>
    private static readonly TimeSpan InjectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long one heal may take: a restarted node has to be ready again.</summary>
    private static readonly TimeSpan HealTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _injected;

    /// <summary>True once the fault is in place on every victim.</summary>
    public bool IsInjected => Volatile.Read(ref _injected) == plan.Victims.Count;

    /// <param name="workloadEnded">Cuts the waiting short; what was injected is healed at once.</param>
    /// <exception cref="CannotRunException">The fault could not be injected or undone.</exception>
    public async Task RunAsync(CancellationToken workloadEnded)
    {
        await WaitAsync(warmup, workloadEnded);
        if (workloadEnded.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await Task.WhenAll(plan.Victims.Select(node => StepAsync(node, FaultPhase.Inject, InjectTimeout)));
            await WaitAsync(duration, workloadEnded);
        }
        finally
        {
            // All victims, as an injection that failed half-way may be in place all the same.
            if (plan.Fault.IsHealed)
            {
                healing?.Invoke();
                await Task.WhenAll(plan.Victims.Select(node => StepAsync(node, FaultPhase.Heal, HealTimeout)));
            }
        }
    }

    private async Task StepAsync(NodeId node, FaultPhase phase, TimeSpan timeout)
    {
        var commanded = new Instant(LabClock.Shared.NowUs);
        using var patience = new CancellationTokenSource(timeout, TimeProvider.System);
        try
        {
            var actual = phase == FaultPhase.Inject
                ? await plan.Fault.InjectAsync(node, patience.Token)
                : await plan.Fault.HealAsync(node, patience.Token);
            Observe(new FaultEvent(plan.Fault.Kind, node, commanded, actual, phase));
        }
        catch (OperationCanceledException problem)
        {
            var verb = phase == FaultPhase.Inject ? "injected into" : "healed on";
            throw new CannotRunException(
                $"{plan.Fault.Kind} could not be {verb} {node} within {timeout.TotalSeconds:0} s", problem);
        }
    }

    private void Observe(FaultEvent happened)
    {
        lock (_lock)
        {
            _injected += happened.Phase == FaultPhase.Inject ? 1 : 0;
            observe(happened);
        }
    }

    private static async Task WaitAsync(TimeSpan time, CancellationToken cancellation) =>
        await Task.Delay(time, TimeProvider.System, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
