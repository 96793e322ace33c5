using MathNet.Numerics.Distributions;

namespace DynamoLab.Driver.Bundles;

/// <summary>A figure of the bundle beside those of the repeats.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Bundled">The bundle's.</param>
/// <param name="Repeats">Those of the repeats that had one.</param>
/// <param name="RepeatCount">How many repeats there were.</param>
/// <param name="Confidence">Of the interval, for this figure alone.</param>
internal sealed record ComparedMetric(
    HeadlineMetric Metric, double Bundled, IReadOnlyList<double> Repeats, int RepeatCount, double Confidence)
{
    /// <summary>Figures are written with fewer digits than this.</summary>
    private const double Rounding = 1e-9;

    public double Mean => Repeats.Count == 0 ? double.NaN : Repeats.Average();

    /// <summary>
    /// Half of the interval in which one more run like the repeats has its figure: Student's t on their spread, and
    /// the mean's own error added.
    /// </summary>
    public double HalfWidth
    {
        get
        {
            var variance = Repeats.Sum(r => (r - Mean) * (r - Mean)) / (Repeats.Count - 1);
            return StudentT.InvCDF(0, 1, Repeats.Count - 1, (1 + Confidence) / 2)
                * Math.Sqrt(variance * (1 + (1.0 / Repeats.Count)));
        }
    }

    /// <summary>A figure that some repeat did not have is not the same.</summary>
    public bool IsInside => Repeats.Count == RepeatCount
        && Math.Abs(Bundled - Mean) <= HalfWidth + (Rounding * Math.Max(1, Math.Abs(Mean)));
}
