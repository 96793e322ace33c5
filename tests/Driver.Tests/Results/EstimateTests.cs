using DynamoLab.Driver.Results;

namespace DynamoLab.Driver.Tests.Results;

public sealed class EstimateTests
{
    [Fact]
    public void Estimate_OfOneSample_HasNoWidth() => Assert.Equal(new Estimate(5, 0, 1), Estimate.Of([5]));

    /// <summary>The 97.5% quantiles of Student's t with 1, 2 and 4 degrees of freedom: 12.706, 4.303, 2.776.</summary>
    [Theory]
    [InlineData(new double[] { 1, 3 }, 2, 12.7062)]
    [InlineData(new double[] { 2, 4, 6 }, 4, 4.30265 * 2 / 1.7320508)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, 3, 2.776445 * 1.5811388 / 2.2360680)]
    [InlineData(new double[] { 7, 7, 7 }, 7, 0)]
    public void Estimate_OfSomeSamples_IsStudents(double[] samples, double mean, double halfWidth)
    {
        var estimate = Estimate.Of(samples);

        Assert.Equal(mean, estimate.Mean, 9);
        Assert.Equal(halfWidth, estimate.HalfWidth, 3);
    }
}
