using DynamoLab.Node.Logging;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Connections;

/// <summary>
/// All connections that were accepted: how many there may be, and how long each may take for what. It looks at them
/// every now and then and compares with what it saw before, so that reading and sending know nothing of time.
/// </summary>
internal sealed class ConnectionWatch : IDisposable
{
    /// <summary>Time between two looks: so much more than a limit a connection may take.</summary>
    public const int LookMs = 500;

    private const int RefusalsLoggedPerSecond = 10;

    private readonly Lock _lock = new();
    private readonly LinkedList<ConnectionEntry> _strangers = new();
    private readonly HashSet<ConnectionEntry> _known = [];
    private readonly ConnectionLimits _limits;
    private readonly HostCounters _counters;
    private readonly NodeLog _log;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _httpCount;
    private long _refusalsSince;
    private long _refusals;

    public ConnectionWatch(ConnectionLimits limits, HostCounters counters, NodeLog log, TimeProvider time)
    {
        (_limits, _counters, _log, _time) = (limits, counters, log, time);
        _timer = time.CreateTimer(
            static watch => ((ConnectionWatch)watch!).Look(), this, TimeSpan.FromMilliseconds(LookMs),
            TimeSpan.FromMilliseconds(LookMs));
    }

    /// <summary>Takes a new connection in; null when there are too many.</summary>
    /// <param name="abort">Closes it at once, without a word.</param>
    public ConnectionEntry? TryOpen(Action abort)
    {
        ConnectionEntry? oldest = null;
        var opened = new ConnectionEntry(this, abort);
        lock (_lock)
        {
            if (_strangers.Count + _known.Count >= _limits.ConnectionsMax)
            {
                return null;
            }

            if (_strangers.Count >= _limits.StrangersMax)
            {
                oldest = _strangers.First!.Value;
                _strangers.RemoveFirst();
            }

            opened.Node = _strangers.AddLast(opened);
        }

        _counters.ConnectionOpened();
        oldest?.Abort();
        if (oldest is not null)
        {
            NoteRefusal("a connection that did not say who it is", "others wait for its place");
        }

        return opened;
    }

    /// <summary>Counts a refusal, and logs the first ones of every second: strangers must not fill the disk.</summary>
    public void NoteRefusal(string who, string reason)
    {
        _counters.ConnectionRefused();
        long unlogged;
        bool isLogged;
        lock (_lock)
        {
            unlogged = UnloggedOfTheLastSecond();
            isLogged = ++_refusals <= RefusalsLoggedPerSecond;
        }

        if (unlogged > 0)
        {
            _log.RefusedMore(unlogged);
        }

        if (isLogged)
        {
            _log.Refused(who, reason);
        }
    }

    public void Dispose() => _timer.Dispose();

    internal void Know(ConnectionEntry entry)
    {
        lock (_lock)
        {
            LeaveStrangers(entry);
            _known.Add(entry);
        }
    }

    internal bool TryKnowHttp(ConnectionEntry entry)
    {
        lock (_lock)
        {
            if (_httpCount >= _limits.HttpConnectionsMax)
            {
                return false;
            }

            _httpCount++;
            entry.IsHttp = true;
        }

        Know(entry);
        return true;
    }

    internal void Close(ConnectionEntry entry)
    {
        lock (_lock)
        {
            LeaveStrangers(entry);
            _known.Remove(entry);
            _httpCount -= entry.IsHttp ? 1 : 0;
        }

        _counters.ConnectionClosed();
    }

    private void LeaveStrangers(ConnectionEntry entry)
    {
        if (entry.Node is { List: not null } node)
        {
            _strangers.Remove(node);
        }
    }

    /// <summary>How many there were, if a new second has begun; else 0. That second is closed with it.</summary>
    private long UnloggedOfTheLastSecond()
    {
        var now = _time.GetTimestamp();
        if (_refusals > 0 && _time.GetElapsedTime(_refusalsSince, now) < TimeSpan.FromSeconds(1))
        {
            return 0;
        }

        var unlogged = Math.Max(0, _refusals - RefusalsLoggedPerSecond);
        (_refusalsSince, _refusals) = (now, 0);
        return unlogged;
    }

    private void Look()
    {
        ConnectionEntry[] known;
        lock (_lock)
        {
            known = [.. _known];
        }

        var now = _time.GetTimestamp();
        foreach (var entry in known)
        {
            if (entry.Watched is { } watched && entry.Look.WhyOver(watched.Signs, now, _limits, _time) is { } reason)
            {
                watched.End(reason);
            }
        }
    }
}
