namespace DynamoLab.Simulation.Studies;

/// <summary>A mean over repeats and how far it may be off: the half width of its 95% confidence interval.</summary>
/// <param name="Mean">The mean of the samples.</param>
/// <param name="HalfWidth">By Student's t; 0 for a single sample, which tells nothing of its spread.</param>
/// <param name="Count">Samples, at least 1.</param>
public readonly record struct Estimate(double Mean, double HalfWidth, int Count)
{
    /// <summary>Quantiles 0.975 of Student's t for 1, 2, ... 30 degrees of freedom.</summary>
    private static readonly double[] Student =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
        2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
        2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public static Estimate Of(IReadOnlyCollection<double> samples)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        var mean = samples.Average();
        if (samples.Count == 1)
        {
            return new Estimate(mean, 0, 1);
        }

        var variance = samples.Sum(s => (s - mean) * (s - mean)) / (samples.Count - 1);
        return new Estimate(mean, Quantile(samples.Count - 1) * Math.Sqrt(variance / samples.Count), samples.Count);
    }

    /// <summary>Beyond the table the normal quantile with its first correction is right to three digits.</summary>
    private static double Quantile(int freedom) =>
        freedom <= Student.Length ? Student[freedom - 1] : 1.960 + (2.374 / freedom);
}
