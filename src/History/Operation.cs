using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History;

/// <summary>
/// One operation of one logical client, from its intended start to its last answer, with all its attempts. The
/// checkers rely on this: every operation that could have reached a node is observed, failed ones too; one worker's
/// operations are observed in their order; and the context of a write comes from that same worker's reads and writes.
/// </summary>
public sealed record Operation
{
    /// <summary>The logical client; the loader of the keys has a number of its own.</summary>
    public required int Worker { get; init; }

    public required OperationKind Kind { get; init; }

    public required Key Key { get; init; }

    /// <summary>When the schedule wanted it to start; equal to <see cref="Start"/> in a closed loop.</summary>
    public required Instant Intended { get; init; }

    /// <summary>The start of the first attempt.</summary>
    public required Instant Start { get; init; }

    public required Instant End { get; init; }

    public required bool IsSuccess { get; init; }

    /// <summary>The node that served it, or the last one tried.</summary>
    public NodeId Node { get; init; }

    /// <summary>Every try, in order.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];

    /// <summary>The context sent with a write, or received by a read.</summary>
    public CausalContext Context { get; init; } = CausalContext.Empty;

    /// <summary>A delete without a context: it covers exactly what its coordinator held.</summary>
    public bool CoversHeld { get; init; }

    /// <summary>The context a write got back; empty when it got none.</summary>
    public CausalContext ResultContext { get; init; } = CausalContext.Empty;

    /// <summary>
    /// All siblings a read returned, tombstones included, or the one version a write made, with its dot when known.
    /// </summary>
    public IReadOnlyList<ObservedVersion> Versions { get; init; } = [];

    /// <summary>The identity of the value written; empty for reads and deletes.</summary>
    public string WrittenValueId { get; init; } = "";

    /// <summary>Siblings in the state a read returned.</summary>
    public int SiblingCount { get; init; }

    /// <summary>Entries of the causal context received.</summary>
    public int ClockEntries { get; init; }

    /// <summary>Bytes of the encoded causal context received.</summary>
    public int ClockBytes { get; init; }

    /// <summary>The nodes, primaries or fallbacks, that acknowledged a write.</summary>
    public IReadOnlyList<NodeId> AcknowledgedBy { get; init; } = [];

    /// <summary>How many answers of the quorum came from fallbacks.</summary>
    public int FromFallbacks { get; init; }

    /// <summary>Why it failed; empty when it succeeded.</summary>
    public string Error { get; init; } = "";
}
