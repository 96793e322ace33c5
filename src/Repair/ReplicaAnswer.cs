using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair;

/// <summary>What one replica answered to a read; the empty state when it holds nothing.</summary>
public readonly record struct ReplicaAnswer(NodeId Node, ObjectState State);
