using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Connections;

/// <summary>What one client was answered and has not taken, counted with that of all others. Any thread.</summary>
internal sealed class ReplyBacklog(ConnectionLimits limits, HostCounters counters)
{
    private readonly Lock _lock = new();
    private long _counted;
    private bool _isOver;

    /// <summary>Counts what waits now.</summary>
    /// <returns>True when it is so much that the client has to go.</returns>
    public bool Note(long bytes)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return false;
            }

            counters.UnreadChanged(bytes - _counted);
            _counted = bytes;
        }

        return bytes > limits.UnreadBytesMax / 16 && counters.UnreadBytes > limits.UnreadBytesOfAllMax;
    }

    /// <summary>The connection has ended, and what it was owed with it.</summary>
    public void End()
    {
        Note(0);
        lock (_lock)
        {
            _isOver = true;
        }
    }
}
