using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Workloads;

/// <summary>The probabilities of a Zipf distribution over ranks 1 to n, as a table.</summary>
public static class ZipfWeights
{
    /// <param name="exponent">s: 0 (uniform) or more; 0.99 is YCSB's.</param>
    /// <param name="count">n: ranks, at least 1.</param>
    /// <returns>Element i is the probability of rank i + 1.</returns>
    public static double[] Of(double exponent, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!double.IsFinite(exponent) || exponent < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "accepted: a number from 0 up");
        }

        var weights = new double[count];
        if (exponent == 0)
        {
            Array.Fill(weights, 1.0 / count);
            return weights;
        }

        // The library sums the harmonic number anew for every rank. One rank tells it; the others follow from it.
        var first = new Zipf(exponent, count).Probability(1);
        for (var i = 0; i < count; i++)
        {
            weights[i] = first * Math.Pow(i + 1, -exponent);
        }

        return weights;
    }
}
