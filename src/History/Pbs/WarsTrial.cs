using DynamoLab.Core;

namespace DynamoLab.History.Pbs;

/// <summary>
/// One write and one read after it (PBS §4.1, and the Monte Carlo of §5.1). For every replica i the delays W[i], A[i],
/// R[i], S[i] are drawn. The write commits at w_t, when its W-th acknowledgement is there: w_t is the W-th smallest
/// W[i] + A[i]. A read that begins t later takes the R replicas with the smallest R[i] + S[i]. Replica i answers with
/// the write if it had it by then, w_t + t + R[i] ≥ W[i]. So the read is consistent from
/// t = min over those R replicas of W[i] - R[i] - w_t on.
/// </summary>
public sealed class WarsTrial(IReplicationDelays delays, int replicas)
{
    private readonly WarsDraw _draw = new(replicas);
    private readonly double[] _acknowledged = new double[replicas];
    private readonly double[] _responded = new double[replicas];
    private readonly double[] _lateness = new double[replicas];

    /// <summary>Draws all delays anew.</summary>
    public void Draw(DeterministicRandom random)
    {
        delays.Draw(random, _draw);
        for (var i = 0; i < _lateness.Length; i++)
        {
            _acknowledged[i] = _draw.Write[i] + _draw.Acknowledge[i];
            _responded[i] = _draw.Read[i] + _draw.Respond[i];
            _lateness[i] = _draw.Write[i] - _draw.Read[i];
        }

        Array.Sort(_acknowledged);
        Array.Sort(_responded, _lateness);
    }

    /// <summary>Milliseconds until the W-th acknowledgement, w_t.</summary>
    public double WriteLatency(int writeQuorum) => _acknowledged[writeQuorum - 1];

    /// <summary>Milliseconds until the R-th response.</summary>
    public double ReadLatency(int readQuorum) => _responded[readQuorum - 1];

    /// <summary>
    /// The least t, in milliseconds after the commit, at which this read sees the write; 0 if at once. Where the draw
    /// has clients, t is theirs: from the write's answer to the read's call.
    /// </summary>
    public double VisibleAfter(int readQuorum, int writeQuorum)
    {
        var least = _lateness[0];
        for (var i = 1; i < readQuorum; i++)
        {
            least = Math.Min(least, _lateness[i]);
        }

        return Math.Max(0, least - WriteLatency(writeQuorum) - BetweenClients(readQuorum, writeQuorum));
    }

    /// <summary>
    /// What passes between commit and read beyond what clients see: the answer's way to one client and the call's
    /// from the other. Each is taken for half of what its client waited beyond the quorum itself.
    /// </summary>
    private double BetweenClients(int readQuorum, int writeQuorum) =>
        (Math.Max(0, _draw.WriteClientMs - WriteLatency(writeQuorum))
            + Math.Max(0, _draw.ReadClientMs - ReadLatency(readQuorum))) / 2;
}
