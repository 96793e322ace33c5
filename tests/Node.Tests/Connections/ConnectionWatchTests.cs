using DynamoLab.Node.Connections;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;

namespace DynamoLab.Node.Tests.Connections;

/// <summary>
/// How many connections there may be, and how long each may take: just below a limit and just above it.
/// </summary>
public sealed class ConnectionWatchTests : IDisposable
{
    private static readonly ConnectionLimits Limits = new()
    {
        ConnectionsMax = 4,
        HttpConnectionsMax = 2,
        StrangersMax = 3,
        IdleMsMax = 10_000,
        FrameMsMax = 3000,
        SendMsMax = 5000,
    };

    private static readonly ConnectionSigns Quiet = new(true, 0, false, 0, 0, false);

    private readonly ManualTime _time = new();
    private readonly StringWriter _text = new();
    private readonly HostCounters _counters = new();
    private readonly ConnectionWatch _watch;

    public ConnectionWatchTests() =>
        _watch = new ConnectionWatch(Limits, _counters, new NodeLog(_text, _time), _time);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void TryOpen_AsManyAsMayBe_RefusesOneMoreUntilOneIsClosed()
    {
        var first = Known(new Fake());
        for (var i = 0; i < 3; i++)
        {
            Known(new Fake());
        }

        Assert.Equal(4, _counters.Connections);
        Assert.Null(_watch.TryOpen(Ignore));
        first.Dispose();
        Assert.NotNull(_watch.TryOpen(Ignore));
    }

    [Fact]
    public void TryOpen_MoreStrangersThanMayBe_TheOldestGivesWay()
    {
        var aborted = new List<int>();
        var known = _watch.TryOpen(() => aborted.Add(0))!;
        _watch.TryOpen(() => aborted.Add(1));
        _watch.TryOpen(() => aborted.Add(2));
        known.Know(new Fake());
        _watch.TryOpen(() => aborted.Add(3));
        Assert.Empty(aborted);

        known.Dispose();
        _watch.TryOpen(() => aborted.Add(4));

        Assert.Equal([1], aborted);
        Assert.Equal(1, Counter("connections_refused"));
    }

    [Fact]
    public void TryKnowHttp_AsManyAsMayBe_RefusesOneMore()
    {
        var first = _watch.TryOpen(Ignore)!;
        Assert.True(first.TryKnowHttp());
        Assert.True(_watch.TryOpen(Ignore)!.TryKnowHttp());
        Assert.False(_watch.TryOpen(Ignore)!.TryKnowHttp());

        first.Dispose();
        Assert.True(_watch.TryOpen(Ignore)!.TryKnowHttp());
    }

    [Fact]
    public void Look_NoRequestForTooLong_EndsIt() =>
        AssertEnds(Quiet, Limits.IdleMsMax, "no request in 10000 ms");

    [Fact]
    public void Look_PartOfAFrameForTooLong_EndsIt() =>
        AssertEnds(Quiet with { HasPart = true }, Limits.FrameMsMax, "a frame was not whole in 3000 ms");

    [Fact]
    public void Look_RepliesNotTakenForTooLong_EndsIt() =>
        AssertEnds(Quiet with { InFlight = 1, IsSending = true }, Limits.SendMsMax, "no reply was taken in 5000 ms");

    [Fact]
    public void Look_RequestInFlight_MayTakeItsTime() => AssertStays(Quiet with { InFlight = 1 });

    [Fact]
    public void Look_Peer_MayTakeItsTime() => AssertStays(Quiet with { IsTimed = false, HasPart = true });

    [Fact]
    public void Look_OneThatDoesSomething_BeginsAnew()
    {
        var connection = new Fake { Signs = Quiet };
        Known(connection);
        for (var frames = 1; frames < 10; frames++)
        {
            _time.Advance(Limits.IdleMsMax - ConnectionWatch.LookMs);
            connection.Signs = Quiet with { Frames = frames };
        }

        Assert.Null(connection.Ended);
    }

    [Fact]
    public void NoteRefusal_ManyInASecond_LogsTheFirstAndTheirNumber()
    {
        for (var i = 0; i < 1000; i++)
        {
            _watch.NoteRefusal($"connection {i}", "it is one too many");
        }

        _time.Advance(1500);
        _watch.NoteRefusal("connection x", "late");

        var lines = _text.ToString().TrimEnd().Split('\n');
        Assert.Equal(12, lines.Length);
        Assert.EndsWith("connection 9 refused: it is one too many", lines[9], StringComparison.Ordinal);
        Assert.EndsWith("990 more connections refused within a second", lines[10], StringComparison.Ordinal);
        Assert.EndsWith("connection x refused: late", lines[11], StringComparison.Ordinal);
        Assert.Equal(1001, Counter("connections_refused"));
    }

    private static void Ignore()
    {
        // Nobody asks whether it was closed.
    }

    private void AssertEnds(ConnectionSigns signs, int limitMs, string reason)
    {
        var connection = new Fake { Signs = signs };
        Known(connection);
        _time.Advance(limitMs + ConnectionWatch.LookMs - 1);
        Assert.Null(connection.Ended);
        _time.Advance(2 * ConnectionWatch.LookMs);
        Assert.Equal(reason, connection.Ended);
    }

    private void AssertStays(ConnectionSigns signs)
    {
        var connection = new Fake { Signs = signs };
        Known(connection);
        _time.Advance(10 * Limits.IdleMsMax);
        Assert.Null(connection.Ended);
    }

    private ConnectionEntry Known(Fake connection)
    {
        var entry = _watch.TryOpen(Ignore)!;
        entry.Know(connection);
        return entry;
    }

    private long Counter(string name) => _counters.Snapshot().Single(counter => counter.Name == name).Value;

    private sealed class Fake : IWatched
    {
        public ConnectionSigns Signs { get; set; }

        public string? Ended { get; private set; }

        public void End(string reason) => Ended ??= reason;
    }
}
