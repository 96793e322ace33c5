using DynamoLab.Driver.Matrix.Tables;

namespace DynamoLab.Driver.Tests.Matrix.Tables;

public sealed class IntervalTests
{
    [Fact]
    public void Interval_OfNothing_IsNone() => Assert.Null(Interval.Of([]));

    [Fact]
    public void Interval_OfOneValue_HasNoWidth() => Assert.Equal(new Interval(5, null), Interval.Of([5]));

    /// <summary>The 97.5% quantiles of Student's t with 1, 2 and 4 degrees of freedom: 12.706, 4.303, 2.776.</summary>
    [Theory]
    [InlineData(new double[] { 1, 3 }, 2, 12.7062)]
    [InlineData(new double[] { 2, 4, 6 }, 4, 4.30265 * 2 / 1.7320508)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, 3, 2.776445 * 1.5811388 / 2.2360680)]
    [InlineData(new double[] { 7, 7, 7 }, 7, 0)]
    public void Interval_OfSomeValues_IsStudents(double[] values, double mean, double halfWidth)
    {
        var interval = Interval.Of(values);

        Assert.Equal(mean, interval?.Mean ?? 0, 9);
        Assert.Equal(halfWidth, interval?.HalfWidth ?? -1, 3);
    }
}
