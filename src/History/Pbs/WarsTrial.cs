using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>
/// One write and one read after it (PBS §4.1, and the Monte Carlo of §5.1). For every replica i the delays W[i], A[i],
/// R[i], S[i] are drawn. The write commits at w_t, when its W-th acknowledgement is there: w_t is the W-th smallest
/// W[i] + A[i]. A read that begins t later takes the R replicas with the smallest R[i] + S[i]. Replica i answers with
/// the write if it had it by then, w_t + t + R[i] ≥ W[i]. So the read is consistent from
/// t = min over those R replicas of W[i] - R[i] - w_t on.
/// </summary>
public sealed class WarsTrial
{
    private readonly WarsModel _model;
    private readonly double[] _writeArrives;
    private readonly double[] _acknowledged;
    private readonly double[] _responded;
    private readonly double[] _lateness;

    public WarsTrial(WarsModel model, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        _model = model;
        _writeArrives = new double[replicas];
        _acknowledged = new double[replicas];
        _responded = new double[replicas];
        _lateness = new double[replicas];
    }

    public int Replicas => _lateness.Length;

    /// <summary>Draws all delays anew.</summary>
    public void Draw(DeterministicRandom random)
    {
        var writer = PlaceOf(_model.WritesHeld, random);
        var reader = PlaceOf(_model.ReadsHeld, random);
        for (var i = 0; i < Replicas; i++)
        {
            _writeArrives[i] = Leg(_model.Write, i, writer, _model.WritesHeld, random);
            _acknowledged[i] = _writeArrives[i] + Leg(_model.Acknowledge, i, writer, _model.WritesHeld, random);
            var readArrives = Leg(_model.Read, i, reader, _model.ReadsHeld, random);
            _responded[i] = readArrives + Leg(_model.Respond, i, reader, _model.ReadsHeld, random);
            _lateness[i] = _writeArrives[i] - readArrives;
        }

        Array.Sort(_acknowledged);
        Array.Sort(_responded, _lateness);
    }

    /// <summary>Milliseconds until the W-th acknowledgement, w_t.</summary>
    public double WriteLatency(int writeQuorum) => _acknowledged[writeQuorum - 1];

    /// <summary>Milliseconds until the R-th response.</summary>
    public double ReadLatency(int readQuorum) => _responded[readQuorum - 1];

    /// <summary>
    /// The least t, in milliseconds after the commit, at which this read sees the write; 0 if at once.
    /// </summary>
    public double VisibleAfter(int readQuorum, int writeQuorum)
    {
        var least = _lateness[0];
        for (var i = 1; i < readQuorum; i++)
        {
            least = Math.Min(least, _lateness[i]);
        }

        return Math.Max(0, least - WriteLatency(writeQuorum));
    }

    /// <summary>The replica that is nearest to the coordinator, or -1 where all are alike to it.</summary>
    private int PlaceOf(double held, DeterministicRandom random) =>
        _model.RemoteMs > 0 || (held > 0 && random.NextDouble() < held) ? random.Next(Replicas) : -1;

    /// <summary>
    /// One message's delay: none to a copy that the coordinator holds, and the way between data centres to any
    /// replica but the nearest.
    /// </summary>
    private double Leg(IDelay delay, int replica, int nearest, double held, DeterministicRandom random) =>
        replica != nearest ? delay.Sample(random) + _model.RemoteMs : held > 0 ? 0 : delay.Sample(random);
}
