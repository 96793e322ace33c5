using DynamoLab.Simulation;

namespace DynamoLab.Driver.Simulations;

/// <summary>Runs the schedules of a range of seeds on a few threads; which one runs which changes nothing.</summary>
internal sealed class SeedSweep(SimulateOptions options, SweepTally tally)
{
    private ulong _taken;

    /// <summary>
    /// Ends when all are done, enough have failed, or it is cancelled; schedules under way are finished.
    /// </summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        Enumerable.Range(0, options.Jobs).Select(_ => Task.Factory.StartNew(
            () => Work(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

    private void Work(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && tally.FailureCount < options.FailuresMax)
        {
            var index = Interlocked.Increment(ref _taken) - 1;
            if (index > options.Seeds.Last - options.Seeds.First)
            {
                return;
            }

            tally.Add(Schedule.Run(options.Seeds.First + index, options.Limits));
        }
    }
}
