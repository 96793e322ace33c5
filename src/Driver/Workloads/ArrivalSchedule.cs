using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// When the operations of an open loop are meant to start: a Poisson process. Workers take arrivals one by one, so
/// none waits in memory: an overloaded run shows as operations that start later and later after their arrival.
/// </summary>
/// <param name="ratePerSecond">Offered operations per second, above 0.</param>
/// <param name="random">Decides every gap.</param>
public sealed class ArrivalSchedule(double ratePerSecond, DeterministicRandom random)
{
    private readonly Lock _lock = new();
    private double _lastUs;

    /// <summary>
    /// The next arrival, in microseconds since the start of the run; each is given out once, in order.
    /// </summary>
    public long Take()
    {
        lock (_lock)
        {
            _lastUs += -Math.Log(1 - random.NextDouble()) * 1_000_000 / ratePerSecond;
            return (long)_lastUs;
        }
    }

    /// <summary>Takes all arrivals due before the given time, and tells how many nobody had taken.</summary>
    public long TakeUntil(long untilUs)
    {
        var count = 0L;
        while (Take() < untilUs)
        {
            count++;
        }

        return count;
    }
}
