using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Metrics;

/// <summary>What the host counts beside the node. Any thread may add; readers get a value of about now.</summary>
internal sealed class HostCounters
{
    private long _bytesIn;
    private long _bytesOut;
    private long _framesIn;
    private long _framesOut;
    private long _framesDropped;
    private long _httpRequests;
    private long _linkFailures;
    private long _connectionsRefused;
    private long _requestsShed;
    private long _unreadBytes;
    private int _connections;

    /// <summary>Bytes of replies that no client has taken yet, of all connections together.</summary>
    public long UnreadBytes => Interlocked.Read(ref _unreadBytes);

    public int Connections => Volatile.Read(ref _connections);

    public void Received(long bytes, long frames)
    {
        Interlocked.Add(ref _bytesIn, bytes);
        Interlocked.Add(ref _framesIn, frames);
    }

    public void Sent(long bytes, long frames)
    {
        Interlocked.Add(ref _bytesOut, bytes);
        Interlocked.Add(ref _framesOut, frames);
    }

    public void Dropped(long frames) => Interlocked.Add(ref _framesDropped, frames);

    public void HttpRequest() => Interlocked.Increment(ref _httpRequests);

    public void LinkFailure() => Interlocked.Increment(ref _linkFailures);

    public void ConnectionRefused() => Interlocked.Increment(ref _connectionsRefused);

    public void UnreadChanged(long bytes) => Interlocked.Add(ref _unreadBytes, bytes);

    public void RequestShed() => Interlocked.Increment(ref _requestsShed);

    public void ConnectionOpened() => Interlocked.Increment(ref _connections);

    public void ConnectionClosed() => Interlocked.Decrement(ref _connections);

    public IEnumerable<Counter> Snapshot() =>
    [
        new("bytes_in", Interlocked.Read(ref _bytesIn)),
        new("bytes_out", Interlocked.Read(ref _bytesOut)),
        new("frames_in", Interlocked.Read(ref _framesIn)),
        new("frames_out", Interlocked.Read(ref _framesOut)),
        new("frames_dropped", Interlocked.Read(ref _framesDropped)),
        new("http_requests", Interlocked.Read(ref _httpRequests)),
        new("link_failures", Interlocked.Read(ref _linkFailures)),
        new("connections", Connections),
        new("connections_refused", Interlocked.Read(ref _connectionsRefused)),
        new("requests_shed", Interlocked.Read(ref _requestsShed)),
        new("unread_bytes", UnreadBytes),
        new("gc_heap_bytes", GC.GetTotalMemory(forceFullCollection: false)),
        new("rss_bytes", Environment.WorkingSet),
        new("cpu_ms", (long)Environment.CpuUsage.TotalTime.TotalMilliseconds),
    ];
}
