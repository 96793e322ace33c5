namespace DynamoLab.Replica.Detection;

/// <summary>The last round trips to one peer, with their mean and deviation.</summary>
internal sealed class RoundTrips
{
    private const int SamplesMax = 64;

    private readonly long[] _samplesUs = new long[SamplesMax];
    private int _count;
    private int _next;
    private double _sum;
    private double _sumOfSquares;

    public int Count => _count;

    public double MeanUs => _count == 0 ? 0 : _sum / _count;

    public double DeviationUs =>
        _count == 0 ? 0 : Math.Sqrt(Math.Max(0, (_sumOfSquares / _count) - (MeanUs * MeanUs)));

    public void Add(long roundTripUs)
    {
        if (_count == SamplesMax)
        {
            var oldest = (double)_samplesUs[_next];
            _sum -= oldest;
            _sumOfSquares -= oldest * oldest;
        }
        else
        {
            _count++;
        }

        _samplesUs[_next] = roundTripUs;
        _next = (_next + 1) % SamplesMax;
        _sum += roundTripUs;
        _sumOfSquares += (double)roundTripUs * roundTripUs;
    }
}
