using DynamoLab.Core;

namespace DynamoLab.Client;

/// <summary>One try of an operation at one node, timed by <see cref="LabClock"/>.</summary>
/// <param name="Node">The node the client spoke to.</param>
/// <param name="StartedAtUs">Microseconds since the Unix epoch, before the request was handed over.</param>
/// <param name="EndedAtUs">The same, when the answer or the failure was known.</param>
/// <param name="IsSuccess">The node answered that the quorum was met.</param>
/// <param name="Error">Why not; empty after a success.</param>
public readonly record struct Attempt(NodeId Node, long StartedAtUs, long EndedAtUs, bool IsSuccess, string Error);
