using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Repairs;
using DynamoLab.History;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// Looks every second, while clients work, at what the primaries of some keys hold, over control connections that no
/// fault delays. A key counts as diverged when a primary lacks what another one had a quarter of a second before: so
/// writes that are on their way do not count.
/// </summary>
/// <param name="keys">Every so manieth of the run's keys.</param>
/// <param name="valueBytes">Of one value, which limits how many are asked for at once.</param>
/// <param name="start">Of the workload; seconds count from here.</param>
internal sealed class DivergenceProbe(
    RunningCluster cluster, IReadOnlyList<Key> keys, int valueBytes, Instant start)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A replica that answers gets a write in a few milliseconds; under load in some more.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly List<DivergenceSample> _samples = [];

    public IReadOnlyList<DivergenceSample> Samples => _samples;

    /// <summary>So many of the keys, evenly spread over them.</summary>
    public static IReadOnlyList<Key> Choose(IReadOnlyList<Key> all, int count) => count >= all.Count
        ? all
        : [.. Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Count / count)])];

    /// <summary>Ends when it is told to; what it could not see is left out.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        try
        {
            do
            {
                var at = new Instant(LabClock.Shared.NowUs).UsSince(start) / 1e6;
                var earlier = await FinalStates.ReadAsync(cluster, keys, valueBytes, over);
                await Task.Delay(Grace, TimeProvider.System, over);
                var later = await FinalStates.ReadAsync(cluster, keys, valueBytes, over);
                _samples.Add(new DivergenceSample(
                    at, keys.Count, keys.Count(key => IsDiverged(earlier.States[key], later.States[key]))));
            }
            while (await timer.WaitForNextTickAsync(over));
        }
        catch (Exception end) when (end is OperationCanceledException or NodeConnectionException)
        {
            // The run is over; a sample that was under way says nothing.
        }
    }

    /// <summary>Whether some primary lacks later what another one had earlier; a silent one says nothing.</summary>
    internal static bool IsDiverged(IReadOnlyList<ReplicaState> earlier, IReadOnlyList<ReplicaState> later) =>
        later.Any(behind => behind.State is not null && earlier.Any(ahead =>
            ahead.Node != behind.Node && ahead.State is not null && !Has(behind.State, ahead.State)));

    private static bool Has(ObjectState replica, ObjectState other) => replica.Context.Descends(other.Context);
}
