namespace DynamoLab.Node.Loop;

/// <summary>
/// The system's clock, with timers that ring on one thread of their own. The runtime's timers ring on its pool: every
/// one of them wakes two or three threads, which on a machine that a hundred nodes share costs more than what is rung
/// for. What is rung for holds up the timers behind it.
/// </summary>
internal sealed class ThreadTime : TimeProvider
{
    private const int StackBytes = 256 * 1024;

    private readonly object _lock = new();
    private readonly SortedSet<Timer> _armed = new(
        Comparer<Timer>.Create((a, b) => (a.DueMs, a.Id).CompareTo((b.DueMs, b.Id))));

    private long _lastId;

    public ThreadTime() =>
        new Thread(RingForEver, StackBytes) { IsBackground = true, Name = "timers" }.Start();

    // Rounded up when a timer is set and down when it is looked at: none rings early.
    private double NowMs => GetElapsedTime(0).TotalMilliseconds;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, Interlocked.Increment(ref _lastId), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void RingForEver()
    {
        while (true)
        {
            Next().Ring();
        }
    }

    private Timer Next()
    {
        lock (_lock)
        {
            while (true)
            {
                var next = _armed.Min;
                var waitMs = next is null ? Timeout.Infinite : (int)Math.Min(next.DueMs - (long)NowMs, int.MaxValue);
                if (next is not null && waitMs <= 0)
                {
                    _armed.Remove(next);
                    if (next.PeriodMs > 0)
                    {
                        next.DueMs += next.PeriodMs;
                        _armed.Add(next);
                    }

                    return next;
                }

                Monitor.Wait(_lock, waitMs);
            }
        }
    }

    private sealed class Timer(ThreadTime time, long id, Action ring) : ITimer
    {
        public long Id => id;

        public long DueMs { get; set; }

        public long PeriodMs { get; private set; }

        public Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._armed.Remove(this);
                PeriodMs = (long)period.TotalMilliseconds;
                if (dueTime >= TimeSpan.Zero)
                {
                    DueMs = (long)Math.Ceiling(time.NowMs + dueTime.TotalMilliseconds);
                    time._armed.Add(this);
                    if (time._armed.Min == this)
                    {
                        Monitor.Pulse(time._lock);
                    }
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
