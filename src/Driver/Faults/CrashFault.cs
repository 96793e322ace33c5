using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Faults;

/// <summary>SIGKILL, and a restart when the fault ends unless the node is to stay dead.</summary>
public sealed class CrashFault(RunningCluster cluster, bool isRestarted) : IFault
{
    public string Kind => "crash";

    public bool IsHealed => isRestarted;

    public Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation) =>
        cluster.KillAsync(node, cancellation);

    public Task<Instant> HealAsync(NodeId node, CancellationToken cancellation) =>
        cluster.RestartAsync(node, cancellation);
}
