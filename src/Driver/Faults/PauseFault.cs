using DynamoLab.Client;
using DynamoLab.Core;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Faults;

/// <summary>SIGSTOP and SIGCONT: the process holds all it has, its connections too, and says nothing.</summary>
internal sealed class PauseFault(RunningCluster cluster) : IFault
{
    public string Kind => "pause";

    public bool IsHealed => true;

    public Task<Instant> InjectAsync(NodeId node, CancellationToken cancellation) =>
        cluster.TryPause(node)
            ? Task.FromResult(new Instant(LabClock.Shared.NowUs))
            : throw new CannotRunException($"{node} does not run: it cannot be paused");

    public Task<Instant> HealAsync(NodeId node, CancellationToken cancellation)
    {
        cluster.Continue(node);
        return Task.FromResult(new Instant(LabClock.Shared.NowUs));
    }
}
