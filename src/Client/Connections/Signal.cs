using System.Threading.Tasks.Sources;

namespace DynamoLab.Client.Connections;

/// <summary>Wakes one waiter, once per <see cref="Set"/>. Waits and sets must alternate, in either order.</summary>
internal sealed class Signal : IValueTaskSource
{
    // The waiter goes on as a work item of its own: by the time it runs, more may have gathered for it.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    public ValueTask WaitAsync() => new(this, _core.Version);

    public void Set() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
