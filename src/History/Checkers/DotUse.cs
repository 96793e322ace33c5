namespace DynamoLab.History.Checkers;

/// <summary>Where a dot was met first: in an operation, or, without a worker, in a final state.</summary>
internal readonly record struct DotUse(string ValueId, int Worker, OperationKind Kind, long StartUs);
