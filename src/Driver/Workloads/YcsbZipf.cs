using DynamoLab.Core;

namespace DynamoLab.Driver.Workloads;

/// <summary>
/// YCSB's scrambled zipfian (Cooper et al., SoCC 2010; the draw is that of Gray et al., SIGMOD 1994, figure 3): a rank
/// of ten billion items with exponent 0.99, hashed by FNV-1a, modulo the keys. So the keys of a run share out an old,
/// much larger popularity: the hottest one gets 1/ζ = 3.8% whatever the number of keys, plus its part of the rest, and
/// the others are far more even than under <see cref="KeyChooser.Zipf"/>.
/// </summary>
public sealed class YcsbZipf
{
    public const double Exponent = 0.99;

    /// <summary>Ranks: 0 to 10^10, both included, as YCSB counts them.</summary>
    public const long Items = 10_000_000_001;

    /// <summary>
    /// ζ, the sum of k^-0.99 over the items, as far as YCSB carries it. Summing it takes minutes; a test compares it
    /// with the Euler-Maclaurin formula.
    /// </summary>
    public const double Zeta = 26.46902820178302;

    /// <summary>Ranks whose keys are told one by one by <see cref="Shares"/>; those beyond are spread evenly.</summary>
    private const int RanksExact = 1_000_000;

    private static readonly double ZetaOfTwo = 1 + Math.Pow(0.5, Exponent);

    private static readonly double Eta = (1 - Math.Pow(2.0 / Items, 1 - Exponent)) / (1 - (ZetaOfTwo / Zeta));

    private readonly ulong _count;

    /// <param name="count">Keys, at least 1.</param>
    public YcsbZipf(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _count = (ulong)count;
    }

    public int Next(DeterministicRandom random) => KeyOf(RankOf(random.NextDouble()));

    /// <summary>
    /// What each key is drawn with, by index. The most popular million ranks are exact; the rest, 41% of all draws, is
    /// so many ranks that every key has nearly the same part of it.
    /// </summary>
    public double[] Shares()
    {
        var shares = new double[_count];
        for (var rank = 0L; rank < RanksExact; rank++)
        {
            shares[KeyOf(rank)] += DrawBelow(rank + 1) - DrawBelow(rank);
        }

        var rest = (1 - DrawBelow(RanksExact)) / shares.Length;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] += rest;
        }

        return shares;
    }

    /// <summary>The rank that a draw from [0, 1) stands for, 0 the most popular.</summary>
    internal static long RankOf(double draw)
    {
        var scaled = draw * Zeta;
        return scaled < 1 ? 0
            : scaled < ZetaOfTwo ? 1
            : (long)(Items * Math.Pow((Eta * draw) - Eta + 1, 1 / (1 - Exponent)));
    }

    /// <summary>
    /// FNV-1a of the rank's eight bytes, the lowest first, without its sign: YCSB computes with signed numbers.
    /// </summary>
    internal static ulong HashOf(long rank)
    {
        var hash = 0xCBF29CE484222325;
        for (var i = 0; i < sizeof(long); i++)
        {
            hash = (hash ^ (byte)(rank >> (8 * i))) * 0x100000001B3;
        }

        var signed = (long)hash;
        return signed < 0 ? 0 - hash : hash;
    }

    private int KeyOf(long rank) => (int)(HashOf(rank) % _count);

    /// <summary>Below which draws all ranks before this one lie: the inverse of <see cref="RankOf"/>.</summary>
    private static double DrawBelow(long rank) => rank switch
    {
        0 => 0,
        1 => 1 / Zeta,
        2 => ZetaOfTwo / Zeta,
        _ => (Math.Pow((double)rank / Items, 1 - Exponent) - 1 + Eta) / Eta,
    };
}
