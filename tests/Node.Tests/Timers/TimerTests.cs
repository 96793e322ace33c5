using System.Collections.Concurrent;

namespace DynamoLab.Node.Tests.Timers;

/// <summary>Of whatever rings timers on one thread.</summary>
public abstract class TimerTests
{
    private static readonly TimeSpan _never = Timeout.InfiniteTimeSpan;

    private readonly TimeProvider _time;
    private readonly BlockingCollection<string> _rung = [];
    private readonly ManualResetEventSlim _isSet = new();

    /// <summary>However long a test takes to set its timers, none rings before all are.</summary>
    protected TimerTests(TimeProvider time)
    {
        _time = time;
        _time.CreateTimer(_ => _isSet.Wait(), null, TimeSpan.Zero, _never);
    }

    [Fact]
    public void CreateTimer_Several_RingInTheOrderTheyAreDueOnOneThread()
    {
        var threads = new ConcurrentBag<int>();
        using var late = Timer("late", 40, () => threads.Add(Environment.CurrentManagedThreadId));
        using var early = Timer("early", 10, () => threads.Add(Environment.CurrentManagedThreadId));
        using var now = Timer("now", 0, () => threads.Add(Environment.CurrentManagedThreadId));

        Assert.Equal(["now", "early", "late"], Rung(3));
        Assert.Single(threads.Distinct());
    }

    [Fact]
    public void CreateTimer_OneOfMilliseconds_IsNotEarly()
    {
        var before = _time.GetTimestamp();
        using var timer = Timer("it", 20);

        Assert.Equal(["it"], Rung(1));
        Assert.True(_time.GetElapsedTime(before) >= TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void CreateTimer_WithAPeriod_RingsAgainAndAgain()
    {
        using var timer = _time.CreateTimer(
            _ => _rung.Add("again"), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));

        Assert.Equal(["again", "again", "again"], Rung(3));
    }

    [Fact]
    public void Change_ToEarlier_RingsThenAndOnce()
    {
        using var changed = Timer("changed", 3_600_000);
        changed.Change(TimeSpan.FromMilliseconds(1), _never);
        using var later = Timer("later", 30);

        Assert.Equal(["changed", "later"], Rung(2));
    }

    [Fact]
    public void Dispose_BeforeItIsDue_NeverRings()
    {
        var timer = Timer("disposed", 5);
        timer.Dispose();
        using var later = Timer("later", 30);

        Assert.Equal(["later"], Rung(1));
    }

    private ITimer Timer(string name, int dueMs, Action? also = null) => _time.CreateTimer(
        _ =>
        {
            also?.Invoke();
            _rung.Add(name);
        },
        null,
        TimeSpan.FromMilliseconds(dueMs),
        _never);

    private string[] Rung(int count)
    {
        _isSet.Set();
        return [.. Enumerable.Range(0, count).Select(_ => _rung.Take(TestContext.Current.CancellationToken))];
    }
}
