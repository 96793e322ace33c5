using DynamoLab.Core;

namespace DynamoLab.Simulation.Network;

/// <summary>
/// Delay distributions as integer quantiles, in 1024ths of the typical delay: logarithms and powers may differ between
/// machines in their last bit, and one bit is another schedule.
/// </summary>
internal static class DelayTables
{
    private const int Unit = 1024;

    /// <summary>0.3 + Exp(0.7), at 64 quantiles.</summary>
    private static readonly int[] Exponential =
    [
        313, 324, 336, 348, 359, 372, 384, 397, 409, 422, 436, 449, 463, 477, 491, 506,
        521, 536, 552, 568, 584, 601, 618, 635, 653, 671, 690, 710, 730, 750, 771, 793,
        815, 838, 862, 887, 913, 939, 967, 995, 1025, 1057, 1089, 1123, 1159, 1197, 1237, 1279,
        1324, 1371, 1423, 1478, 1538, 1603, 1675, 1754, 1844, 1947, 2066, 2210, 2390, 2631, 2998, 3785,
    ];

    /// <summary>Pareto with scale 0.5 and shape 1.3, at 63 quantiles; the rest is its tail.</summary>
    private static readonly int[] Pareto =
    [
        515, 521, 528, 535, 542, 549, 556, 564, 571, 579, 588, 596, 605, 614, 624, 634,
        644, 655, 666, 677, 689, 702, 714, 728, 742, 757, 772, 789, 806, 824, 842, 862,
        883, 905, 929, 954, 981, 1009, 1039, 1072, 1107, 1144, 1185, 1229, 1277, 1330, 1388, 1452,
        1524, 1604, 1695, 1798, 1917, 2056, 2221, 2419, 2664, 2974, 3382, 3946, 4788, 6202, 9187,
    ];

    /// <summary>The last 64th of it, at 16 quantiles.</summary>
    private static readonly int[] ParetoTail =
    [
        12860, 13537, 14302, 15174, 16179, 17352, 18741, 20415, 22478, 25094, 28535, 33298, 40399, 52333,
        77523, 180487,
    ];

    public static long Draw(DelayShape shape, long typicalUs, DeterministicRandom random) => shape switch
    {
        DelayShape.Uniform => Math.Max(1, (typicalUs / 2) + random.Next((int)Math.Max(1, typicalUs))),
        DelayShape.Exponential => Scaled(typicalUs, Exponential[random.Next(Exponential.Length)]),
        DelayShape.Pareto => Scaled(typicalUs, DrawPareto(random)),
        _ => typicalUs,
    };

    private static int DrawPareto(DeterministicRandom random)
    {
        var quantile = random.Next(Pareto.Length + 1);
        return quantile < Pareto.Length ? Pareto[quantile] : ParetoTail[random.Next(ParetoTail.Length)];
    }

    private static long Scaled(long typicalUs, int factor) => Math.Max(1, typicalUs * factor / Unit);
}
