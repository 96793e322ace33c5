using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>What was measured of one delay from one node to another.</summary>
public sealed record LinkDelay(
    DelayLeg Leg, NodeId From, NodeId To, IReadOnlyList<(long Microseconds, long Count)> Buckets);
