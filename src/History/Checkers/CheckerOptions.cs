using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers;

/// <summary>What the checkers have to know of the cluster under test.</summary>
public sealed record CheckerOptions
{
    public VersioningKind Versioning { get; init; } = VersioningKind.Dvv;

    /// <summary>W: acknowledgements behind every success.</summary>
    public required int WriteQuorum { get; init; }

    /// <summary>True under <c>--durability memory</c>: a killed process takes its copies with it.</summary>
    public bool CrashLosesCopies { get; init; }

    /// <summary><c>lww</c> and <c>vv</c> do not promise to keep concurrent writes: losses are measurements.</summary>
    internal bool IsLossWaived => Versioning != VersioningKind.Dvv;

    /// <summary><c>lww</c> knows no contexts.</summary>
    internal bool IsContextFree => Versioning == VersioningKind.Lww;
}
