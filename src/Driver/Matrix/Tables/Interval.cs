using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Matrix.Tables;

/// <summary>The mean of some repeats and how far the true one may be off.</summary>
/// <param name="HalfWidth">
/// Of the 95% confidence interval around the mean, by Student's t with n - 1 degrees of freedom; null below two values.
/// </param>
internal readonly record struct Interval(double Mean, double? HalfWidth)
{
    private const double Confidence = 0.95;

    /// <returns>Null without values.</returns>
    public static Interval? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var mean = values.Average();
        if (values.Count == 1)
        {
            return new Interval(mean, null);
        }

        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        var quantile = StudentT.InvCDF(0, 1, values.Count - 1, (1 + Confidence) / 2);
        return new Interval(mean, quantile * Math.Sqrt(variance / values.Count));
    }
}
