using DynamoLab.Core;

namespace DynamoLab.History;

/// <summary>One try of an operation at one node. A failed try of a write may still have been applied.</summary>
/// <param name="Node">The node the client spoke to.</param>
/// <param name="Error">Why it failed; empty when it succeeded.</param>
public sealed record AttemptRecord(NodeId Node, Instant Start, Instant End, bool IsSuccess, string Error);
