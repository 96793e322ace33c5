namespace DynamoLab.Core.Tests;

public sealed class InstantTests
{
    [Fact]
    public void PlusMs_And_PlusUs_AddTheirUnits()
    {
        Assert.Equal(new Instant(5_000), new Instant(2_000).PlusMs(3));
        Assert.Equal(new Instant(2_003), new Instant(2_000).PlusUs(3));
        Assert.Equal(1_500, new Instant(2_500).UsSince(new Instant(1_000)));
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue, -1)]
    [InlineData(long.MaxValue - 5, 1)]
    [InlineData(0, long.MaxValue)]
    public void PlusMs_BeyondNever_StaysNever(long startUs, long milliseconds) =>
        Assert.Equal(Instant.Never, new Instant(startUs).PlusMs(milliseconds));

    [Fact]
    public void Min_And_Comparisons_FollowTheMicroseconds()
    {
        var early = new Instant(1);
        var late = new Instant(2);
        Assert.True(early < late && late > early && early <= late && late >= early);
        Assert.Equal(early, Instant.Min(late, early));
    }
}
