using DynamoLab.Core;
using DynamoLab.Simulation.Nodes;

namespace DynamoLab.Simulation.Tests.Nodes;

public sealed class VirtualClockTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5_000_000, 2000)]
    [InlineData(-60_000_000, -100_000)]
    [InlineData(123, 100_000)]
    public void TrueTimeOf_AnyClock_IsTheFirstTimeAtWhichItShowsTheInstant(long offsetUs, long driftPpm)
    {
        var clock = new VirtualClock(offsetUs, driftPpm);
        for (var ahead = 0L; ahead < 20_000_000; ahead += 333_667)
        {
            var local = clock.At(0).PlusUs(ahead);

            var trueUs = clock.TrueTimeOf(local);

            Assert.True(clock.At(trueUs) >= local);
            Assert.True(trueUs == 0 || clock.At(trueUs - 1) < local);
        }
    }

    [Fact]
    public void At_FastClock_GainsItsDrift()
    {
        var clock = new VirtualClock(offsetUs: 0, driftPpm: 1000);

        Assert.Equal(VirtualClock.Epoch.PlusUs(10_010_000), clock.At(10_000_000));
    }

    [Fact]
    public void Jump_Back_ShowsAnEarlierInstantAndGoesOn()
    {
        var clock = new VirtualClock(0, 0);
        clock.Jump(1_000_000, -400_000);

        Assert.Equal(VirtualClock.Epoch.PlusUs(600_000), clock.At(1_000_000));
        Assert.Equal(VirtualClock.Epoch.PlusUs(700_000), clock.At(1_100_000));
    }

    [Fact]
    public void TrueTimeOf_Never_IsTheEndOfTime() =>
        Assert.Equal(long.MaxValue, new VirtualClock(0, 0).TrueTimeOf(Instant.Never));
}
