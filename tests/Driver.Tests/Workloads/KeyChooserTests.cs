using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Workloads;
using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Tests.Workloads;

public sealed class KeyChooserTests
{
    private const int Draws = 1_000_000;
    private const ulong Seed = 20_260_131;

    // Pearson's chi-square over all keys: with this seed, 1,000,000 draws must not look as if they came from another
    // distribution at the level 0.1%. The second test shows that a slightly different one does.
    [Theory]
    [InlineData(0.0, 1000)]
    [InlineData(0.5, 1000)]
    [InlineData(0.99, 1000)]
    [InlineData(0.99, 10)]
    [InlineData(2.0, 20)]
    public void Next_Zipf_FitsItsDistribution(double exponent, int count) =>
        Assert.True(ChiSquareOf(KeyChooser.Zipf(exponent, count), exponent, count) < Critical(count));

    [Theory]
    [InlineData(0.99, 1.01, 1000)]
    [InlineData(0.0, 0.02, 1000)]
    public void Next_ZipfOfAnotherExponent_DoesNotFit(double drawn, double claimed, int count) =>
        Assert.True(ChiSquareOf(KeyChooser.Zipf(drawn, count), claimed, count) > Critical(count));

    [Fact]
    public void Next_Uniform_FitsTheUniformDistribution() =>
        Assert.True(ChiSquareOf(KeyChooser.Uniform(1000), 0, 1000) < Critical(1000));

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

    private static double Critical(int count) => ChiSquared.InvCDF(count - 1, 0.999);

    private static double ChiSquareOf(KeyChooser chooser, double exponent, int count)
    {
        var random = new DeterministicRandom(Seed);
        var seen = new long[count];
        for (var i = 0; i < Draws; i++)
        {
            seen[chooser.Next(random)]++;
        }

        return ZipfWeights.Of(exponent, count)
            .Select((p, i) => (Expected: p * Draws, Seen: seen[i]))
            .Sum(k => (k.Seen - k.Expected) * (k.Seen - k.Expected) / k.Expected);
    }
}
