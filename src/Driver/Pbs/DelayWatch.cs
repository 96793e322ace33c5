using DynamoLab.Client;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Pbs;

/// <summary>
/// Has the nodes forget what they recorded until the warm-up is over: connections that open and code that is compiled
/// delay everything at once, which no model of independent delays tells.
/// </summary>
internal sealed class DelayWatch(RunningCluster cluster)
{
    /// <summary>Since when what the nodes have counts, on the operations' clock.</summary>
    private long _sinceUs;

    /// <summary>Ends with the warm-up, or when cancelled before.</summary>
    public async Task RunAsync(TimeSpan warmup, CancellationToken over)
    {
        try
        {
            await ForgetAsync(over);
            await Task.Delay(warmup, TimeProvider.System, over);
            await ForgetAsync(over);
        }
        catch (OperationCanceledException)
        {
            // The run was shorter than its warm-up: all of it counts.
        }
    }

    /// <summary>The text of <see cref="NodeDelays.FileName"/>.</summary>
    public Task<string> ReadAsync(CancellationToken cancellation) =>
        NodeDelays.ReadAsync(cluster, _sinceUs, cancellation);

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await NodeDelays.ClearAsync(cluster, cancellation);
        _sinceUs = LabClock.Shared.NowUs;
    }
}
