namespace DynamoLab.Node.Timers;

/// <summary>The system's clock, with timers that ring on one thread of their own.</summary>
internal sealed class ThreadTime : TimeProvider
{
    private const int StackBytes = 256 * 1024;

    private readonly object _lock = new();
    private readonly TimerQueue _timers;
    private bool _isEarlier;

    public ThreadTime()
    {
        _timers = new TimerQueue(Wake);
        new Thread(RingForEver, StackBytes) { IsBackground = true, Name = "timers" }.Start();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _timers.CreateTimer(callback, state, dueTime, period);

    private void Wake()
    {
        lock (_lock)
        {
            _isEarlier = true;
            Monitor.Pulse(_lock);
        }
    }

    private void RingForEver()
    {
        while (true)
        {
            lock (_lock)
            {
                // Whoever sets a timer meanwhile is seen, or wakes this up.
                if (!_isEarlier)
                {
                    Monitor.Wait(_lock, _timers.WaitMs);
                }

                _isEarlier = false;
            }

            _timers.Ring();
        }
    }
}
