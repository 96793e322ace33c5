using DynamoLab.Core.Versions;

namespace DynamoLab.History.Checkers.Past;

/// <summary>
/// One dot as the history knows it: the write that was acknowledged with it or, until that is seen, the read that
/// showed it first. Kept for every dot of a run, so every byte counts.
/// </summary>
internal struct WriteRecord
{
    /// <summary>The worker of a dot that only a final state showed.</summary>
    public const int NoWorker = -1;

    public ulong Counter;
    public ValueText Value;
    public long StartUs;
    public long EndUs;
    public int Worker;
    public OperationKind Kind;
    public bool IsReused;

    /// <summary>The first acknowledged write known to cover this one; default while there is none.</summary>
    public Dot CoveredBy;

    /// <summary>True when its writer itself was told of this dot, not only a reader.</summary>
    public readonly bool IsWritten => Kind != OperationKind.Read;
}
