namespace DynamoLab.Driver.Experiments;

/// <summary>The mix of operations: <c>--workload</c>, after YCSB's core workloads.</summary>
public enum WorkloadKind
{
    /// <summary>Half reads, half writes. The default.</summary>
    A,

    /// <summary>95% reads.</summary>
    B,
}
