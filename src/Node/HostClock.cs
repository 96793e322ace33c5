using DynamoLab.Core;

namespace DynamoLab.Node;

/// <summary>
/// The instants of one process: the wall clock at its start plus what has passed since on the monotonic clock, so that
/// they never step back and can still be compared with those of other processes on the machine.
/// </summary>
public sealed class HostClock
{
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly long _startUs;

    public HostClock(TimeProvider time)
    {
        _time = time;
        _startedAt = time.GetTimestamp();
        _startUs = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    public Instant Now => new(_startUs + (_time.GetElapsedTime(_startedAt).Ticks / TimeSpan.TicksPerMicrosecond));
}
