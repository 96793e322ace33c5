using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>What the checkers have to know of the cluster under test.</summary>
public sealed record CheckerOptions
{
    public VersioningKind Versioning { get; init; } = VersioningKind.Dvv;

    /// <summary>N: primaries of a key.</summary>
    public int ReplicationFactor { get; init; } = 3;

    /// <summary>R: answers behind every successful read.</summary>
    public int ReadQuorum { get; init; } = 1;

    /// <summary>W: acknowledgements behind every success.</summary>
    public required int WriteQuorum { get; init; }

    /// <summary>
    /// True when only primaries make up a quorum, and stay the same nodes throughout: with R + W > N reads are then
    /// regular. False for sloppy quorums and for runs in which ranges move.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>
    /// True when the history begins with an empty store, so that whatever is read was written in it.
    /// </summary>
    public bool IsStoreFresh { get; init; } = true;

    /// <summary>Entries of a classic vector clock before its oldest is pruned.</summary>
    public int ClockEntriesMax { get; init; } = Core.Versions.Versioning.ClockEntriesMaxDefault;

    /// <summary>Every read quorum meets every write quorum: reads are promised to be regular.</summary>
    internal bool IsRegularityPromised => IsStrict && ReadQuorum + WriteQuorum > ReplicationFactor;

    /// <summary>True under <c>--durability memory</c>: a killed process takes its copies with it.</summary>
    public bool CrashLosesCopies { get; init; }

    /// <summary><c>lww</c> and <c>vv</c> do not promise to keep concurrent writes: losses are measurements.</summary>
    internal bool IsLossWaived => Versioning != VersioningKind.Dvv;

    /// <summary><c>lww</c> knows no contexts.</summary>
    internal bool IsContextFree => Versioning == VersioningKind.Lww;
}
