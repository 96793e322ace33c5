using DynamoLab.Core;
using DynamoLab.Core.Ring;

namespace DynamoLab.Repair;

/// <summary>One exchange of a round: the peer, and the shared partitions it was drawn for, ascending.</summary>
public sealed record RoundPair(NodeId Peer, IReadOnlyList<PartitionId> Partitions);
