using DynamoLab.Driver.Workloads;

namespace DynamoLab.Driver.Tests.Workloads;

/// <summary>
/// Golden values computed from the published algorithm (YCSB's ScrambledZipfianGenerator, ZipfianGenerator and
/// Utils.fnvhash64) in another language, with exact integers.
/// </summary>
public sealed class YcsbZipfTests
{
    [Theory]
    [InlineData(0, 6284781860667377211)]
    [InlineData(1, 8517097267634966620)]
    [InlineData(2, 1820151046732198393)]
    [InlineData(1000, 5952875239596136740)]
    [InlineData(10_000_000_000, 1201321332300452516)]
    public void HashOf_ARank_IsYcsbs(long rank, long expected) =>
        Assert.Equal((ulong)expected, YcsbZipf.HashOf(rank));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.03, 0)]
    [InlineData(0.05, 1)]
    [InlineData(0.06, 2)]
    [InlineData(0.1, 6)]
    [InlineData(0.25, 296)]
    [InlineData(0.5, 134_552)]
    [InlineData(0.75, 42_924_421)]
    [InlineData(0.9, 1_170_869_537)]
    [InlineData(0.999, 9_790_013_524)]
    public void RankOf_ADraw_IsYcsbs(double draw, long expected) => Assert.Equal(expected, YcsbZipf.RankOf(draw));

    [Fact]
    public void Zeta_IsTheSumItStandsFor()
    {
        // Euler-Maclaurin from the thousandth term on; the terms left out are below 1e-9.
        const int Exact = 1000;
        const double S = YcsbZipf.Exponent;
        const double Last = 1e10;
        var sum = Enumerable.Range(1, Exact - 1).Sum(k => Math.Pow(k, -S))
            + ((Math.Pow(Last, 1 - S) - Math.Pow(Exact, 1 - S)) / (1 - S))
            + ((Math.Pow(Exact, -S) + Math.Pow(Last, -S)) / 2)
            + (S * Math.Pow(Exact, -S - 1) / 12);

        Assert.InRange(sum - YcsbZipf.Zeta, -1e-8, 1e-8);
    }

    // s = 0.99 over 10^10 items.
    [Theory]
    [InlineData(1000)]
    [InlineData(10)]
    public void Next_FitsItsShares(int keys) =>
        Assert.True(GoodnessOfFit.Fits(new YcsbZipf(keys).Next, new YcsbZipf(keys).Shares()));

    [Fact]
    public void Next_DoesNotFitPlainZipf()
    {
        var plain = ZipfWeights.Of(0.99, 1000).OrderDescending().ToArray();
        var shares = new YcsbZipf(1000).Shares();
        var byShare = Enumerable.Range(0, 1000).OrderByDescending(i => shares[i]).ToArray();
        var claimed = new double[1000];
        foreach (var (key, rank) in byShare.Select((key, rank) => (key, rank)))
        {
            claimed[key] = plain[rank];
        }

        Assert.False(GoodnessOfFit.Fits(new YcsbZipf(1000).Next, claimed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(1000)]
    public void Shares_AddUpToOne_AndTheHottestKeyIsTheHashOfRankZero(int keys)
    {
        var shares = new YcsbZipf(keys).Shares();

        Assert.Equal(1, shares.Sum(), 1e-9);
        Assert.Equal((int)(6284781860667377211 % keys), Array.IndexOf(shares, shares.Max()));
    }
}
