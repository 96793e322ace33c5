using DynamoLab.Core;
using DynamoLab.Core.Versions;

namespace DynamoLab.Repair;

/// <summary>
/// Read repair (Dynamo §5) as data: whom to send the merged state to is decided here, and done elsewhere.
/// </summary>
public static class ReadRepairPlan
{
    /// <summary>The nodes that answered something else than the merged state, in the order of the answers.</summary>
    public static IReadOnlyList<NodeId> Behind(IReadOnlyList<ReplicaAnswer> answers, ObjectState merged) =>
        [.. answers.Where(answer => answer.State.Hash != merged.Hash).Select(answer => answer.Node)];
}
