using System.Threading.Channels;
using DynamoLab.Client;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Experiments;

/// <summary>
/// Asks all nodes for their counters, once a second and whenever a phase of the run begins: a node that is killed takes
/// what it counted with it, so nobody may wait for the end.
/// </summary>
internal sealed class NodeMeter : IAsyncDisposable
{
    private const int PhasesWaitingMax = 64;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly RunningCluster _cluster;
    private readonly Channel<string> _entering = Channel.CreateBounded<string>(PhasesWaitingMax);
    private readonly CancellationTokenSource _abandon = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CounterPhases _counts = new();
    private readonly Task _watching;

    private NodeMeter(RunningCluster cluster)
    {
        _cluster = cluster;
        _watching = WatchAsync();
    }

    /// <summary>Returns when all nodes have been asked for the first time.</summary>
    /// <param name="phase">The phase that begins now.</param>
    public static async Task<NodeMeter> StartAsync(
        RunningCluster cluster, string phase, CancellationToken cancellation)
    {
        var meter = new NodeMeter(cluster);
        await meter.EnterAsync(phase, cancellation);
        return meter;
    }

    /// <summary>A phase begins: what nodes count from about now on belongs to it.</summary>
    public void Enter(string phase) => _entering.Writer.TryWrite(phase);

    /// <summary>
    /// The same, and waits until the nodes were asked: nothing that follows belongs to the phase before.
    /// </summary>
    public async Task EnterAsync(string phase, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var answers = await NodeStatuses.AskAllAsync(_cluster, cancellation);
            _counts.Enter(phase, LabClock.Shared.NowUs, answers);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks once more, and tells what was counted.</summary>
    public async Task<IReadOnlyList<CounterPhase>> FinishAsync(CancellationToken cancellation)
    {
        _entering.Writer.TryComplete();
        await _watching.WaitAsync(cancellation);
        return _counts.Phases;
    }

    public async ValueTask DisposeAsync()
    {
        _entering.Writer.TryComplete();
        await _abandon.CancelAsync();
        await _watching;
        _abandon.Dispose();
        _turn.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                var isOpen = await IsOpenAsync();
                await AskAsync();
                if (!isOpen)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run was cut short: what was counted until then stays.
        }
    }

    /// <summary>One at a time: an answer that is older than the last one must not come after it.</summary>
    private async Task AskAsync()
    {
        await _turn.WaitAsync(_abandon.Token);
        try
        {
            _counts.Observe(LabClock.Shared.NowUs, await NodeStatuses.AskAllAsync(_cluster, _abandon.Token));
            while (_entering.Reader.TryRead(out var phase))
            {
                _counts.Enter(phase, LabClock.Shared.NowUs, []);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits until a phase begins or it is time to ask; false when no phase will begin any more.</summary>
    private async Task<bool> IsOpenAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_abandon.Token);
        patience.CancelAfter(Interval);
        try
        {
            return await _entering.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!_abandon.IsCancellationRequested)
        {
            return true;
        }
    }
}
