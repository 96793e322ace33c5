namespace DynamoLab.Replica.Detection;

/// <summary>
/// Phi accrual detection (Hayashibara et al., SRDS 2004) on round trips: phi is −log10 of the probability that an
/// answer still comes, were round trips normally distributed. Suspects at phi 8: one false suspicion in 10^8.
/// </summary>
internal sealed class PhiDetector : IFailureDetector
{
    private const double Threshold = 8;

    /// <summary>
    /// Loopback hardly varies; below this deviation a pause of the garbage collector looks like a death.
    /// </summary>
    private const double DeviationMinUs = 100_000;

    private readonly RoundTrips _roundTrips = new();

    public void Observe(long roundTripUs) => _roundTrips.Add(roundTripUs);

    public bool Suspects(long silenceUs) => Phi(silenceUs) > Threshold;

    /// <summary>
    /// The tail of the normal distribution in the logistic approximation that the authors' implementations use.
    /// </summary>
    internal double Phi(long silenceUs)
    {
        var y = (silenceUs - _roundTrips.MeanUs) / Math.Max(DeviationMinUs, _roundTrips.DeviationUs);
        var e = Math.Exp(-y * (1.5976 + (0.070566 * y * y)));
        return y > 0 ? -Math.Log10(e / (1 + e)) : -Math.Log10(1 - (1 / (1 + e)));
    }
}
