using DynamoLab.Core;
using DynamoLab.History.Pbs;

namespace DynamoLab.Driver.Pbs;

/// <summary>What <c>delays.json</c> holds.</summary>
/// <param name="SinceUs">Since when, on the operations' clock.</param>
/// <param name="Nodes">All nodes of the run.</param>
/// <param name="Links">Those that were measured.</param>
internal sealed record RunDelays(long SinceUs, IReadOnlyList<NodeId> Nodes, IReadOnlyList<LinkDelay> Links);
