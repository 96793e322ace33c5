using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// The run's seed, split into one stream per purpose: what one part draws never shifts what another one draws.
/// The labels are append-only, or old seeds would repeat something else.
/// </summary>
public sealed class SeedStreams(ulong seed)
{
    /// <summary>Keys, mix and values of one worker.</summary>
    public DeterministicRandom Worker(int worker) => Stream(1).Fork((ulong)worker);

    /// <summary>The gaps between arrivals of an open loop.</summary>
    public DeterministicRandom Arrivals() => Stream(2);

    /// <summary>Which nodes a fault hits.</summary>
    public DeterministicRandom Faults() => Stream(3);

    /// <summary>Values written before the run.</summary>
    public DeterministicRandom Load() => Stream(4);

    /// <summary>The client's routing.</summary>
    public ulong Client() => Stream(5).NextUInt64();

    /// <summary>The pairs of the repair rounds.</summary>
    public ulong Repair() => Stream(6).NextUInt64();

    private DeterministicRandom Stream(ulong label) => new DeterministicRandom(seed).Fork(label);
}
