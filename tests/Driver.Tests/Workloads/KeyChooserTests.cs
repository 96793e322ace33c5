using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class KeyChooserTests
{
    // The second test shows that a slightly different distribution does not fit.
    [Theory]
    [InlineData(0.0, 1000)]
    [InlineData(0.5, 1000)]
    [InlineData(0.99, 1000)]
    [InlineData(0.99, 10)]
    [InlineData(2.0, 20)]
    public void Next_Zipf_FitsItsDistribution(double exponent, int count) =>
        Assert.True(GoodnessOfFit.Fits(KeyChooser.Zipf(exponent, count).Next, ZipfWeights.Of(exponent, count)));

    [Theory]
    [InlineData(0.99, 1.01, 1000)]
    [InlineData(0.0, 0.02, 1000)]
    public void Next_ZipfOfAnotherExponent_DoesNotFit(double drawn, double claimed, int count) =>
        Assert.False(GoodnessOfFit.Fits(KeyChooser.Zipf(drawn, count).Next, ZipfWeights.Of(claimed, count)));

    [Fact]
    public void Next_Uniform_FitsTheUniformDistribution() =>
        Assert.True(GoodnessOfFit.Fits(KeyChooser.Uniform(1000).Next, ZipfWeights.Of(0, 1000)));

    [Fact]
    public void Shares_OfEveryKey_AreWhatIsDrawn()
    {
        Assert.Equal(Enumerable.Repeat(0.25, 4), KeyChooser.Uniform(4).Shares());

        var shares = KeyChooser.Zipf(0.99, 1000).Shares();

        Assert.All(ZipfWeights.Of(0.99, 1000).Zip(shares), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(new YcsbZipf(50).Shares(), KeyChooser.Of(KeyDistribution.YcsbZipf, 0, 50).Shares());
    }

    [Fact]
    public void Next_SameSeed_DrawsTheSame()
    {
        var chooser = KeyChooser.Zipf(0.99, 100);

        Assert.Equal(Drawn(chooser, 1), Drawn(chooser, 1));
        Assert.NotEqual(Drawn(chooser, 1), Drawn(chooser, 2));
    }

    private static List<int> Drawn(KeyChooser chooser, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        return [.. Enumerable.Range(0, 50).Select(_ => chooser.Next(random))];
    }
}
