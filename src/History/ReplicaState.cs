using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.History;

/// <summary>
/// A key's state on one of its primaries, read after repair: <see cref="ObjectState.Empty"/> where the node holds
/// nothing, null where the node could not be read.
/// </summary>
public sealed record ReplicaState(NodeId Node, ObjectState? State);
