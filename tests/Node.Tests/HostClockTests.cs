namespace DynamoLab.Node.Tests;

public sealed class HostClockTests
{
    [Fact]
    public void Now_TimePasses_IsTheWallClockAtTheStartPlusWhatPassed()
    {
        var time = new ManualTime();
        var clock = new HostClock(time);

        time.Advance(12.5);

        Assert.Equal((ManualTime.Start.ToUnixTimeMilliseconds() * 1000) + 12_500, clock.Now.Microseconds);
    }
}
