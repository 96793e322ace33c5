namespace DynamoLab.History.Metrics;

/// <summary>What the windows need of an operation.</summary>
internal readonly record struct Sample(
    long StartUs, long EndUs, long IntendedUs, OperationKind Kind, bool IsSuccess, bool IsFirstAttemptSuccess)
{
    public static Sample Of(Operation operation) => new(
        operation.Start.Microseconds,
        operation.End.Microseconds,
        operation.Intended.Microseconds,
        operation.Kind,
        operation.IsSuccess,
        operation.Attempts.Count == 0 ? operation.IsSuccess : operation.Attempts[0].IsSuccess);
}
