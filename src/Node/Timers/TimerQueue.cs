namespace DynamoLab.Node.Timers;

/// <summary>
/// The system's clock, with timers that somebody waits for and rings. The runtime's ring on its pool, and each wakes
/// two or three threads: where a hundred nodes share a machine, that costs more than what is rung for. See
/// docs/decisions/0019.
/// </summary>
/// <param name="onEarlier">Told, from any thread, that the next timer is due earlier than it was.</param>
internal sealed class TimerQueue(Action onEarlier) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly SortedSet<Timer> _armed = new(
        Comparer<Timer>.Create((a, b) => (a.DueMs, a.Id).CompareTo((b.DueMs, b.Id))));

    private long _lastId;
    private long _nextMs = long.MaxValue;

    /// <summary>Milliseconds until a timer is due; <see cref="Timeout.Infinite"/>: there is none.</summary>
    public int WaitMs => Interlocked.Read(ref _nextMs) is var next && next == long.MaxValue
        ? Timeout.Infinite
        : (int)Math.Clamp(next - (long)NowMs, 0, int.MaxValue);

    // Rounded up when a timer is set and down when it is looked at: none rings early.
    private double NowMs => GetElapsedTime(0).TotalMilliseconds;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, Interlocked.Increment(ref _lastId), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Rings all that are due. What is rung for holds up the timers behind it.</summary>
    public void Ring()
    {
        while (WaitMs == 0)
        {
            TakeDue()?.Invoke();
        }
    }

    private Action? TakeDue()
    {
        lock (_lock)
        {
            var next = _armed.Min;
            if (next is null || next.DueMs > (long)NowMs)
            {
                return null;
            }

            _armed.Remove(next);
            if (next.PeriodMs > 0)
            {
                next.DueMs += next.PeriodMs;
                _armed.Add(next);
            }

            NoteNext();
            return next.Ring;
        }
    }

    private void Change(Timer timer, TimeSpan dueTime, TimeSpan period)
    {
        bool isEarlier;
        lock (_lock)
        {
            _armed.Remove(timer);
            timer.PeriodMs = (long)period.TotalMilliseconds;
            if (dueTime >= TimeSpan.Zero)
            {
                timer.DueMs = (long)Math.Ceiling(NowMs + dueTime.TotalMilliseconds);
                _armed.Add(timer);
            }

            isEarlier = NoteNext();
        }

        if (isEarlier)
        {
            onEarlier();
        }
    }

    private bool NoteNext()
    {
        var next = _armed.Min?.DueMs ?? long.MaxValue;
        return next < Interlocked.Exchange(ref _nextMs, next);
    }

    private sealed class Timer(TimerQueue queue, long id, Action ring) : ITimer
    {
        public long Id => id;

        public long DueMs { get; set; }

        public long PeriodMs { get; set; }

        public Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            queue.Change(this, dueTime, period);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
