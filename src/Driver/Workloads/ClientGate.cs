using DynamoLab.Client;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// Lets operations through, or holds all clients back while nothing may be written. Safe for concurrent use.
/// </summary>
public sealed class ClientGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _closed;
    private TaskCompletionSource? _drained;
    private int _inside;
    private long _closedAtUs;
    private long _pausedUs;

    /// <summary>Microseconds for which the gate has been closed; arrivals of an open loop are later by that.</summary>
    public long PausedUs => Interlocked.Read(ref _pausedUs);

    /// <summary>Waits until the gate is open.</summary>
    /// <returns>False when the wait was cut short: then there is nothing to leave.</returns>
    public async ValueTask<bool> TryEnterAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Task opened;
            lock (_lock)
            {
                if (_closed is null)
                {
                    _inside++;
                    return true;
                }

                opened = _closed.Task;
            }

            await opened.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_inside == 0)
            {
                _drained?.TrySetResult();
            }
        }
    }

    /// <summary>
    /// Closes the gate, and waits until everybody inside has left. It stays closed if that is cut short.
    /// </summary>
    public Task CloseAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_closed is null)
            {
                _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _closedAtUs = LabClock.Shared.NowUs;
            }

            _drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_inside == 0)
            {
                _drained.SetResult();
            }

            return _drained.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>No harm when it is open.</summary>
    public void Open()
    {
        TaskCompletionSource? closed;
        lock (_lock)
        {
            closed = _closed;
            _closed = null;
            if (closed is not null)
            {
                Interlocked.Add(ref _pausedUs, LabClock.Shared.NowUs - _closedAtUs);
            }
        }

        closed?.SetResult();
    }
}
