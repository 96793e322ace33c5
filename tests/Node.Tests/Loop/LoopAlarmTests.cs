using DynamoLab.Core;
using DynamoLab.Node.Loop;

namespace DynamoLab.Node.Tests.Loop;

public sealed class LoopAlarmTests
{
    private readonly ManualTime _time = new();
    private readonly HostClock _clock;
    private readonly LoopAlarm _alarm;
    private int _rings;

    public LoopAlarmTests()
    {
        _clock = new HostClock(_time);
        _alarm = new LoopAlarm(_time, () => _rings++);
    }

    [Fact]
    public void Set_Deadline_RingsThenAndNotBefore()
    {
        Set(_clock.Now.PlusMs(10));

        _time.Advance(9.9);
        Assert.Equal(0, _rings);
        _time.Advance(0.1);
        Assert.Equal(1, _rings);
    }

    [Fact]
    public void Set_EarlierDeadline_RingsEarlier()
    {
        Set(_clock.Now.PlusMs(100));
        Set(_clock.Now.PlusMs(10));

        _time.Advance(10);

        Assert.Equal(1, _rings);
    }

    [Fact]
    public void Set_LaterDeadline_StaysAndIsSetAgainAfterRinging()
    {
        var later = _clock.Now.PlusMs(100);
        Set(_clock.Now.PlusMs(10));
        Set(later);

        _time.Advance(10);
        Assert.Equal(1, _rings);
        Set(later);
        _time.Advance(89.9);
        Assert.Equal(1, _rings);
        _time.Advance(0.1);
        Assert.Equal(2, _rings);
    }

    [Fact]
    public void Set_Never_DoesNotRingWithinTheHour()
    {
        Set(Instant.Never);

        _time.Advance(3_599_000);

        Assert.Equal(0, _rings);
    }

    [Fact]
    public void Set_FractionOfAMillisecond_DoesNotRingEarly()
    {
        Set(_clock.Now.PlusUs(1500));

        _time.Advance(1.9);
        Assert.Equal(0, _rings);
        _time.Advance(0.1);
        Assert.Equal(1, _rings);
    }

    [Fact]
    public void Set_DeadlinePassed_RingsAtOnce()
    {
        Set(_clock.Now.PlusMs(-5));

        _time.Advance(0);

        Assert.Equal(1, _rings);
    }

    [Fact]
    public void Set_AfterATimerThatRangEarly_RingsAgain()
    {
        // The loop's clock and the timer's are two: here the loop's is 2 ms behind.
        var deadline = _clock.Now.PlusMs(10);
        _alarm.Set(deadline, _clock.Now);
        _time.Advance(10);
        Assert.Equal(1, _rings);

        _alarm.Set(deadline, deadline.PlusMs(-2));
        _time.Advance(2);

        Assert.Equal(2, _rings);
    }

    private void Set(Instant deadline) => _alarm.Set(deadline, _clock.Now);
}
