using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Faults;
using DynamoLab.Driver.Recording;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Experiments;

/// <summary>Workers, fault and clock of one run, from its first operation to its last.</summary>
public sealed class WorkloadPhase(
    WorkloadPlan plan, DynamoClient client, OperationRecorder recorder, ITimeline? faults)
{
    /// <summary>Arrivals of an open loop that were due and that no worker was free to start.</summary>
    public long ArrivalsUnstarted { get; private set; }

    /// <param name="interrupted">Operations under way are given up; the fault is healed all the same.</param>
    /// <returns>When workers stopped starting operations.</returns>
    /// <exception cref="CannotRunException">
    /// The fault could not be injected or undone, or a table not written.
    /// </exception>
    public async Task<Instant> RunAsync(CancellationToken interrupted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var ended = new CancellationTokenSource();
        var end = Instant.Never;
        await using var noteEnd = stop.Token.Register(() => end = Now);
        if (plan.Options.Operations is null)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(plan.Options.DurationSeconds));
        }

        var workers = Task.WhenAll(Enumerable.Range(0, plan.Options.Concurrency)
            .Select(i => Task.Run(() => Worker(i).RunAsync(stop.Token, interrupted), CancellationToken.None)));
        var timeline = faults?.RunAsync(ended.Token) ?? Task.CompletedTask;
        try
        {
            await UntilOverAsync(workers, timeline);
        }
        finally
        {
            await stop.CancelAsync();
            await ended.CancelAsync();
        }

        // Both, whatever became of the other one: a fault that was injected is healed before anything goes on.
        await Task.WhenAll(workers, timeline);

        // A token says that it is cancelled before it calls anybody back: workers may have ended and no end is noted.
        await noteEnd.DisposeAsync();
        end = Instant.Min(end, Now);
        ArrivalsUnstarted = plan.Arrivals?.TakeUntil(end.UsSince(plan.Start) - (plan.Gate?.PausedUs ?? 0)) ?? 0;
        return end;
    }

    private static Instant Now => new(LabClock.Shared.NowUs);

    private WorkloadWorker Worker(int id) => new(id, plan, client.OpenSession(id), recorder);

    /// <summary>
    /// Ends with the workers, or as soon as the fault or the table has failed: the rest would be for nothing.
    /// </summary>
    private async Task UntilOverAsync(Task workers, Task timeline)
    {
        var over = await Task.WhenAny(workers, timeline, recorder.Completion);
        if (over == timeline && timeline.IsCompletedSuccessfully)
        {
            await Task.WhenAny(workers, recorder.Completion);
        }
    }
}
