using DynamoLab.Core;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Workloads;

/// <summary>What one worker does next: a read or a write, and of which key. Decided by its seed alone.</summary>
public sealed class OperationSource(KeyChooser keys, double readShare, DeterministicRandom random)
{
    /// <summary>Share of reads, after YCSB's core workloads: A half, B 95%.</summary>
    public static double ReadShareOf(WorkloadKind workload) => workload switch
    {
        WorkloadKind.A => 0.5,
        WorkloadKind.B => 0.95,
        _ => throw new ArgumentOutOfRangeException(nameof(workload), workload, "accepted: A, B"),
    };

    public (bool IsRead, int Key) Next() => (random.NextDouble() < readShare, keys.Next(random));
}
