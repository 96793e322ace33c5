namespace DynamoLab.Client;

/// <summary>
/// The clock that operations, attempts and faults are recorded on: the wall clock once, at the start, and from then on
/// a monotonic counter, so that it never steps and differences are durations.
/// </summary>
public sealed class LabClock
{
    private readonly TimeProvider _time;
    private readonly long _startTimestamp;
    private readonly long _startUs;

    public LabClock(TimeProvider time)
    {
        _time = time;
        _startUs = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _startTimestamp = time.GetTimestamp();
    }

    /// <summary>The process's one clock on system time.</summary>
    public static LabClock Shared { get; } = new(TimeProvider.System);

    /// <summary>Microseconds since the Unix epoch.</summary>
    public long NowUs =>
        _startUs + (_time.GetElapsedTime(_startTimestamp).Ticks / TimeSpan.TicksPerMicrosecond);
}
