using DynamoLab.Core;
using DynamoLab.History.Pbs;

namespace DynamoLab.History.Tests.Pbs;

public sealed class EmpiricalDelayTests
{
    private static readonly EmpiricalDelay Delay = new([(3000, 1), (1000, 6), (500, 0), (2000, 3)]);

    [Fact]
    public void Sample_DrawsEachBucketAsOftenAsItWasCounted()
    {
        const int Draws = 100_000;
        var random = new DeterministicRandom(9);

        var seen = Enumerable.Range(0, Draws).CountBy(_ => Delay.Sample(random)).ToDictionary();

        Assert.Equal([1.0, 2, 3], seen.Keys.Order());
        Assert.InRange(seen[1] / (double)Draws, 0.594, 0.606);
        Assert.InRange(seen[2] / (double)Draws, 0.294, 0.306);
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.6, 1)]
    [InlineData(0.61, 2)]
    [InlineData(0.9, 2)]
    [InlineData(0.91, 3)]
    [InlineData(1, 3)]
    public void Quantile_IsTheNearestRank(double quantile, double expected) =>
        Assert.Equal(expected, Delay.Quantile(quantile));

    [Fact]
    public void New_WithoutAnything_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmpiricalDelay([(1, 0)]));
}
