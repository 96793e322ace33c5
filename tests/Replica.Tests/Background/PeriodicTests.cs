using DynamoLab.Core;
using DynamoLab.Replica.Background;

namespace DynamoLab.Replica.Tests.Background;

public sealed class PeriodicTests
{
    private static readonly Instant Start = new(1_000_000_000);

    [Fact]
    public void TryRun_FirstTime_DrawsAMomentWithinTheInterval()
    {
        for (var seed = 1UL; seed <= 50; seed++)
        {
            var periodic = new Periodic(1000, new DeterministicRandom(seed));

            Assert.False(periodic.TryRun(Start));
            Assert.InRange(periodic.Due.UsSince(Start), 1_000, 1_000_000);
        }
    }

    [Fact]
    public void TryRun_WhenDue_RunsOncePerInterval()
    {
        var periodic = Started();
        var due = periodic.Due;

        Assert.False(periodic.TryRun(due.PlusUs(-1)));
        Assert.True(periodic.TryRun(due));
        Assert.False(periodic.TryRun(due));
        Assert.Equal(due.PlusMs(1000), periodic.Due);
    }

    [Fact]
    public void TryRun_LongAfterItWasDue_RunsOnceAndNotOncePerIntervalMissed()
    {
        var periodic = Started();
        var late = Start.PlusMs(60_000);

        Assert.True(periodic.TryRun(late));
        Assert.Equal(late.PlusMs(1000), periodic.Due);
    }

    [Fact]
    public void TryRun_WithAnotherInterval_IsDueThen()
    {
        var periodic = Started();
        var due = periodic.Due;

        Assert.True(periodic.TryRun(due, nextMs: 200));
        Assert.Equal(due.PlusMs(200), periodic.Due);
    }

    [Fact]
    public void RunBy_Earlier_BringsItForward()
    {
        var periodic = Started();
        periodic.RunBy(Start);
        Assert.Equal(Start, periodic.Due);

        periodic.RunBy(Start.PlusMs(5000));
        Assert.Equal(Start, periodic.Due);
    }

    [Fact]
    public void Due_IntervalOfZero_IsNever()
    {
        var periodic = new Periodic(0, new DeterministicRandom(1));
        periodic.RunBy(Start);

        Assert.Equal(Instant.Never, periodic.Due);
        Assert.False(periodic.TryRun(Start));
    }

    private static Periodic Started()
    {
        var periodic = new Periodic(1000, new DeterministicRandom(1));
        periodic.TryRun(Start);
        return periodic;
    }
}
