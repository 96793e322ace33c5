namespace DynamoLab.Replica.Detection;

/// <summary>
/// The retransmission timeout of RFC 6298: smoothed round trip plus four times its smoothed deviation, at least
/// half a second.
/// </summary>
internal sealed class JacobsonDetector : IFailureDetector
{
    private const double Alpha = 1.0 / 8;
    private const double Beta = 1.0 / 4;
    private const double TimeoutMinUs = 500_000;
    private const double TimeoutInitialUs = 1_000_000;

    private double _smoothedUs;
    private double _deviationUs;
    private bool _hasSample;

    internal double TimeoutUs =>
        _hasSample ? Math.Max(TimeoutMinUs, _smoothedUs + (4 * _deviationUs)) : TimeoutInitialUs;

    public void Observe(long roundTripUs)
    {
        if (!_hasSample)
        {
            (_smoothedUs, _deviationUs, _hasSample) = (roundTripUs, roundTripUs / 2.0, true);
            return;
        }

        _deviationUs += Beta * (Math.Abs(_smoothedUs - roundTripUs) - _deviationUs);
        _smoothedUs += Alpha * (roundTripUs - _smoothedUs);
    }

    public bool Suspects(long silenceUs) => silenceUs > TimeoutUs;
}
