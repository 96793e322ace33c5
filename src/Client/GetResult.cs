using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;

namespace DynamoLab.Client;

/// <summary>How a read ended.</summary>
public sealed record GetResult
{
    public required bool IsSuccess { get; init; }

    /// <summary>The merged state; empty when the key was never written, or after a failure.</summary>
    public ObjectState State { get; init; } = ObjectState.Empty;

    /// <summary>As the last answering node counted it; all zero when none answered.</summary>
    public QuorumCount Quorum { get; init; } = NoQuorum;

    /// <summary>The node of the last attempt: after a success, the one that served the read.</summary>
    public NodeId Node { get; init; }

    /// <summary>All attempts in order; empty when the request was refused before any.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>The last attempt's error; empty after a success.</summary>
    public string Error { get; init; } = "";

    internal static QuorumCount NoQuorum { get; } = new(0, 0, 0);
}
