using DynamoLab.Core;

namespace DynamoLab.Node.Loop;

/// <summary>
/// One timer that wakes the loop. It is only ever moved forward: an alarm that rings too early costs one look, and
/// moving the timer at every step would cost more.
/// </summary>
internal sealed class LoopAlarm : IDisposable
{
    // The longest a timer is set for; a later deadline takes more than one alarm.
    private const long WaitMsMax = 3_600_000;

    private readonly Action _wake;
    private readonly ITimer _timer;
    private Instant _due = Instant.Never;
    private volatile bool _hasRung = true;

    public LoopAlarm(TimeProvider time, Action wake)
    {
        _wake = wake;
        _timer = time.CreateTimer(
            static state => ((LoopAlarm)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Rings at the deadline or before.</summary>
    public void Set(Instant deadline, Instant now)
    {
        if (!_hasRung && deadline >= _due)
        {
            return;
        }

        _hasRung = false;
        _due = Instant.Min(deadline, now.PlusMs(WaitMsMax));
        // Rounded up, or the alarm would ring just before the deadline again and again.
        var waitMs = Math.Max(0, (_due.UsSince(now) + 999) / 1000);
        _timer.Change(TimeSpan.FromMilliseconds(waitMs), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>
    /// A timer may ring before its time by the clock the loop reads: what it was set for is then set anew.
    /// </summary>
    private void Ring()
    {
        _hasRung = true;
        _wake();
    }
}
