using DynamoLab.Client.Tests.Fakes;

namespace DynamoLab.Client.Tests;

public sealed class LabClockTests
{
    [Fact]
    public void Now_IsTheStartPlusWhatHasElapsed()
    {
        var time = new ManualTime();
        var startUs = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        var clock = new LabClock(time);

        Assert.Equal(startUs, clock.NowUs);
        time.Advance(1234);
        Assert.Equal(startUs + 1_234_000, clock.NowUs);
    }

    [Fact]
    public void Shared_NeverStepsBack()
    {
        var last = LabClock.Shared.NowUs;
        for (var i = 0; i < 10_000; i++)
        {
            var now = LabClock.Shared.NowUs;
            Assert.True(now >= last);
            last = now;
        }
    }
}
