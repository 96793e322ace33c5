using DynamoLab.Core;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class AliasTableTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(5.0, 3.0, 1.0, 1.0)]
    [InlineData(0.0, 2.0, 0.0, 6.0)]
    [InlineData(1e-9, 1e9, 1.0)]
    public void Of_Weights_DrawsEachWithItsShare(params double[] weights)
    {
        var table = AliasTable.Of(weights);

        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.Equal(weights[i] / sum, table.ProbabilityOf(i), 1e-12);
        }
    }

    [Fact]
    public void Of_AThousandZipfWeights_IsExactForEveryRank()
    {
        var weights = ZipfWeights.Of(1.2, 1000);

        var table = AliasTable.Of(weights);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(weights[i], table.ProbabilityOf(i), 1e-12));
    }

    [Fact]
    public void Sample_AWeightOfZero_IsNeverDrawn()
    {
        var table = AliasTable.Of([0, 1, 0, 3]);
        var random = new DeterministicRandom(7);

        var drawn = Enumerable.Range(0, 100_000).Select(_ => table.Sample(random)).Distinct().Order();

        Assert.Equal([1, 3], drawn);
    }

    [Theory]
    [InlineData]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, -1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, double.PositiveInfinity)]
    public void Of_WeightsThatAreNoDistribution_Throws(params double[] weights) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AliasTable.Of(weights));
}
