using DynamoLab.Core;
using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Tests.Workloads;

/// <summary>
/// Pearson's chi-square over all keys: with this seed, 1,000,000 draws must not look as if they came from another
/// distribution at the level 0.1%.
/// </summary>
internal static class GoodnessOfFit
{
    private const int Draws = 1_000_000;
    private const ulong Seed = 20_260_131;
    private const double Level = 0.001;

    /// <param name="next">Draws a key's number.</param>
    /// <param name="claimed">How likely each key is said to be drawn.</param>
    public static bool Fits(Func<DeterministicRandom, int> next, IReadOnlyList<double> claimed)
    {
        var random = new DeterministicRandom(Seed);
        var seen = new long[claimed.Count];
        for (var i = 0; i < Draws; i++)
        {
            seen[next(random)]++;
        }

        var chiSquare = claimed.Select((p, i) => (Expected: p * Draws, Seen: seen[i]))
            .Sum(k => (k.Seen - k.Expected) * (k.Seen - k.Expected) / k.Expected);
        return chiSquare < ChiSquared.InvCDF(claimed.Count - 1, 1 - Level);
    }
}
