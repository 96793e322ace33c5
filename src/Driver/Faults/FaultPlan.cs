using DynamoLab.Core;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Faults;

/// <summary>Which fault strikes which nodes: decided before the run starts, by the seed.</summary>
public sealed record FaultPlan(IFault Fault, IReadOnlyList<NodeId> Victims)
{
    /// <summary>Null when there is to be no fault.</summary>
    public static FaultPlan? Of(ExperimentOptions options, RunningCluster cluster, DeterministicRandom random)
    {
        if (FaultOf(options, cluster) is not { } fault)
        {
            return null;
        }

        var count = options.FailureMode == FailureMode.Crash ? options.CrashCount : 1;
        return new FaultPlan(fault, Draw([.. cluster.Nodes.Where(n => n.IsRunning).Select(n => n.Id)], count, random));
    }

    /// <summary>So many of the nodes, sorted; the order they are given in does not matter.</summary>
    public static IReadOnlyList<NodeId> Draw(IReadOnlyList<NodeId> nodes, int count, DeterministicRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, nodes.Count);
        NodeId[] shuffled = [.. nodes.Order()];
        random.Shuffle<NodeId>(shuffled);
        return [.. shuffled.Take(count).Order()];
    }

    private static IFault? FaultOf(ExperimentOptions options, RunningCluster cluster) => options.FailureMode switch
    {
        FailureMode.None => null,
        FailureMode.Crash => new CrashFault(cluster, options.Restart),
        FailureMode.Slow => new DelayFault("slow", options.SlowMs, cluster),
        FailureMode.SinglePartition => new DelayFault("single_partition", options.PartitionMs, cluster),
        FailureMode.SlowDisk => DiskRuleFault.Slow(options.DiskMs, cluster),
        FailureMode.DiskFull => DiskRuleFault.Full(cluster),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.FailureMode, "not a failure mode"),
    };
}
