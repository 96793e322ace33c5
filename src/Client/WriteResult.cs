using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client;

/// <summary>How a put or a delete ended.</summary>
public sealed record WriteResult
{
    public required bool IsSuccess { get; init; }

    /// <summary>The name of the write that succeeded; the default dot after a failure.</summary>
    public Dot Dot { get; init; }

    /// <summary>What to hand back with the next write of the key; empty after a failure.</summary>
    public CausalContext Context { get; init; } = CausalContext.Empty;

    /// <summary>As the last answering node counted it; all zero when none answered.</summary>
    public QuorumCount Quorum { get; init; } = GetResult.NoQuorum;

    /// <summary>The nodes whose acknowledgements the last answer counts.</summary>
    public IReadOnlyList<NodeId> AcknowledgedBy { get; init; } = [];

    /// <summary>The node of the last attempt: after a success, the one that served the write.</summary>
    public NodeId Node { get; init; }

    /// <summary>All attempts in order; empty when the request was refused before any.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>
    /// Whether any attempt, the successful one included, may have been applied by some replica: the answer says so,
    /// or the request had left this process and its answer never came.
    /// </summary>
    public required bool MayBeApplied { get; init; }

    /// <summary>The last attempt's error; empty after a success.</summary>
    public string Error { get; init; } = "";
}
