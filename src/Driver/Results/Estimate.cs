using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Results;

/// <summary>A mean over repeats and how far it may be off: the half width of its 95% confidence interval.</summary>
/// <param name="Mean">The mean of the samples.</param>
/// <param name="HalfWidth">By Student's t; 0 for a single sample, which tells nothing of its spread.</param>
/// <param name="Count">Samples, at least 1.</param>
internal readonly record struct Estimate(double Mean, double HalfWidth, int Count)
{
    private const double Confidence = 0.95;

    public static Estimate Of(IReadOnlyCollection<double> samples)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        var mean = samples.Average();
        if (samples.Count == 1)
        {
            return new Estimate(mean, 0, 1);
        }

        var variance = samples.Sum(s => (s - mean) * (s - mean)) / (samples.Count - 1);
        var quantile = StudentT.InvCDF(0, 1, samples.Count - 1, (1 + Confidence) / 2);
        return new Estimate(mean, quantile * Math.Sqrt(variance / samples.Count), samples.Count);
    }
}
