namespace DynamoLab.Node.Loop;

/// <summary>Counts requests taken on and not yet answered, so that whoever stops can wait for the last one.</summary>
internal sealed class InFlight
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _idle;

    public int Count => Volatile.Read(ref _count);

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        if (Interlocked.Decrement(ref _count) > 0 || Volatile.Read(ref _idle) is null)
        {
            return;
        }

        lock (_lock)
        {
            if (Count == 0)
            {
                _idle?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when nothing is in flight. The caller has seen to it that nothing new begins.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

            // Whoever ends the last one sees it, or is seen to have ended.
            Interlocked.MemoryBarrier();
            if (Count == 0)
            {
                _idle.TrySetResult();
            }

            return _idle.Task;
        }
    }
}
