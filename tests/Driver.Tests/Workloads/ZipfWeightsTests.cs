using DynamoLab.Driver.Workloads;
using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class ZipfWeightsTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.99, 50)]
    [InlineData(1.0, 50)]
    [InlineData(2.5, 300)]
    public void Of_AnyRank_IsTheLibrarysProbability(double exponent, int count)
    {
        var weights = ZipfWeights.Of(exponent, count);

        for (var rank = 1; rank <= count; rank++)
        {
            Assert.Equal(Zipf.PMF(exponent, count, rank), weights[rank - 1], 1e-12);
        }
    }

    [Fact]
    public void Of_ExponentZero_IsUniform() => Assert.All(ZipfWeights.Of(0, 8), w => Assert.Equal(0.125, w));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    public void Of_ExponentThatIsNone_Throws(double exponent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ZipfWeights.Of(exponent, 10));
}
