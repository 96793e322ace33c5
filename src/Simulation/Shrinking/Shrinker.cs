namespace DynamoLab.Simulation.Shrinking;

/// <summary>
/// Makes a schedule that fails smaller while it still fails in the same way: fewer faults, operations, clients, keys
/// and nodes. Whatever is taken out is a limit, so the smaller schedule too is repeated by its seed and a few options.
/// </summary>
public sealed class Shrinker
{
    private readonly ulong _seed;
    private readonly string _failureKind;
    private readonly CancellationToken _cancellation;
    private readonly Action<ScheduleResult> _onSmaller;
    private readonly Func<ulong, SimulationLimits, ScheduleResult> _run;

    private Shrinker(
        ScheduleResult first,
        SimulationLimits limits,
        Action<ScheduleResult> onSmaller,
        Func<ulong, SimulationLimits, ScheduleResult> run,
        CancellationToken cancellation)
    {
        (_seed, _failureKind) = (first.Options.Seed, first.FailureKind);
        (_onSmaller, _run, _cancellation) = (onSmaller, run, cancellation);
        (Limits, Smallest) = (limits, first);
    }

    /// <summary>What makes the smallest schedule that was found.</summary>
    public SimulationLimits Limits { get; private set; }

    public ScheduleResult Smallest { get; private set; }

    /// <summary>Schedules that were run.</summary>
    public int Runs { get; private set; } = 1;

    /// <param name="onSmaller">Told of every smaller schedule that still fails.</param>
    /// <param name="cancellation">Ends the search; what was found until then is kept.</param>
    /// <returns>Null when the seed does not fail under these limits.</returns>
    public static Shrinker? Shrink(
        ulong seed, SimulationLimits limits, Action<ScheduleResult> onSmaller, CancellationToken cancellation = default)
        => Shrink(seed, limits, onSmaller, static (s, l) => Schedule.Run(s, l), cancellation);

    /// <summary>The same with a way of one's own to run a schedule.</summary>
    internal static Shrinker? Shrink(
        ulong seed,
        SimulationLimits limits,
        Action<ScheduleResult> onSmaller,
        Func<ulong, SimulationLimits, ScheduleResult> run,
        CancellationToken cancellation = default)
    {
        var first = run(seed, limits);
        if (!first.IsFailure)
        {
            return null;
        }

        var shrinker = new Shrinker(first, limits, onSmaller, run, cancellation);
        shrinker.Run();
        return shrinker;
    }

    private void Run()
    {
        while (!_cancellation.IsCancellationRequested && TryAll())
        {
            // Whatever went may have made something else superfluous.
        }
    }

    private bool TryAll()
    {
        var before = Smallest;
        ShrinkFaults();
        ShrinkNumber(Smallest.Options.Clients.Operations, 1, n => Limits with { Operations = n });
        ShrinkNumber(Smallest.Options.Clients.Count, 1, n => Limits with { Clients = n });
        ShrinkNumber(Smallest.Options.Clients.Keys, 1, n => Limits with { Keys = n });
        ShrinkNumber(
            Smallest.Options.Nodes, SimulationLimits.NodesLeast, n => Limits with { NodesMin = n, NodesMax = n });
        return !ReferenceEquals(before, Smallest);
    }

    /// <summary>Delta debugging (Zeller, Hildebrandt, TSE 2002): halves first, then ever smaller parts.</summary>
    private void ShrinkFaults()
    {
        for (var size = Math.Max(1, Numbers().Count / 2); ; size /= 2)
        {
            for (var at = 0; at < Numbers().Count;)
            {
                var left = Numbers();
                left.RemoveRange(at, Math.Min(size, left.Count - at));
                at += Try(Limits with { Faults = left }) ? 0 : size;
            }

            if (size <= 1)
            {
                return;
            }
        }
    }

    private List<int> Numbers() => [.. Smallest.Options.Faults.Select(f => f.Number)];

    /// <summary>Bisects towards the least, then steps down by one.</summary>
    private void ShrinkNumber(int from, int least, Func<int, SimulationLimits> with)
    {
        var (low, high) = (least, from);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Try(with(middle)) ? (low, middle) : (middle + 1, high);
        }
    }

    private bool Try(SimulationLimits smaller)
    {
        if (_cancellation.IsCancellationRequested)
        {
            return false;
        }

        Runs++;
        var result = _run(_seed, smaller);
        if (result.FailureKind != _failureKind)
        {
            return false;
        }

        (Limits, Smallest) = (smaller, result);
        _onSmaller(result);
        return true;
    }
}
