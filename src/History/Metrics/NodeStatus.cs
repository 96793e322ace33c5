using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>What a node said about itself at the end of the run.</summary>
public sealed record NodeStatus(NodeId Node, long Keys, IReadOnlyDictionary<string, long> Counters);
