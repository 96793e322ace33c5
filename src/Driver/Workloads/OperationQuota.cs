namespace DynamoLab.Driver.Workloads;

/// <summary>How many operations may still start: <c>--ops</c>, or no limit. Shared by all workers.</summary>
public sealed class OperationQuota(long? operationsMax)
{
    private long _left = operationsMax ?? long.MaxValue;

    public bool TryTake() => Interlocked.Decrement(ref _left) >= 0;
}
