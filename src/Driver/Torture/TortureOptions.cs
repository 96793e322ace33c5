namespace DynamoLab.Driver.Torture;

/// <summary>What <c>torture</c> adds to a run: faults without end, drawn from the run's seed.</summary>
public sealed record TortureOptions
{
    /// <summary>Of the keys one in so many is deleted now and then; of the others nothing can be reaped.</summary>
    public const int DeletedKeysEvery = 8;

    /// <summary>Of the writes to such a key one in so many is a delete.</summary>
    public const int DeletesEvery = 4;

    /// <summary>How long a client of a closed loop waits after an operation that failed.</summary>
    public static readonly TimeSpan FailureDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Mean seconds from the return of killed nodes to the next kill; 0 or more; <c>--kill_interval</c>, default 1.
    /// </summary>
    public double KillIntervalSeconds { get; init; } = 1;

    /// <summary>
    /// Mean seconds, in each of the two lanes beside the kills, from the end of a fault to the next; 0 or more;
    /// <c>--fault_interval</c>, default 1.
    /// </summary>
    public double FaultIntervalSeconds { get; init; } = 1;

    /// <summary>Whether a kill also drops what was not synced; <c>--power_failure</c>, default off.</summary>
    public bool PowerFailure { get; init; }
}
