using DynamoLab.Core;

namespace DynamoLab.History.Checkers;

/// <summary>A write that a client was told had succeeded, and by which nodes.</summary>
internal sealed record AcknowledgedWrite(OperationReference Operation, IReadOnlyList<NodeId> AcknowledgedBy)
{
    public static AcknowledgedWrite Of(Operation operation) => new(
        new OperationReference(
            operation.Worker,
            operation.Kind,
            operation.Start,
            operation.Versions[0].Dot,
            operation.Versions[0].ValueId),
        operation.AcknowledgedBy);

    public bool IsDelete => Operation.Kind == OperationKind.Delete;
}
