using DynamoLab.Core;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Metrics;

/// <summary>
/// Measures the one-way delays of replication on a sample of requests. The sender's stamp goes ahead of the frame; who
/// takes the frame compares it with its own clock, which on one machine is the same: the monotonic one all processes
/// share. An answer is stamped with when its request was taken, so that A and S hold what the replica needed for it,
/// its fsync included, as in the paper. Stamped before the gate and read behind it, a fault counts. Owned by the loop.
/// </summary>
internal sealed class DelayRecorder(TimeProvider time)
{
    /// <summary>One request in so many is measured: a prime, or it could keep step with replicas.</summary>
    public const int SampledOneIn = 17;

    /// <summary>Measured requests whose answer has not left; some never will.</summary>
    private const int TakenMax = 4096;

    /// <summary>What is longer comes from another clock.</summary>
    private const long DelayUsMax = 3600L * 1_000_000;

    private readonly Dictionary<(NodeId Peer, ulong Operation), long> _taken = [];
    private readonly Dictionary<(ReplicationLeg Leg, NodeId Peer), (DelayHistogram Delays, long[] Unclear)> _kept = [];
    private int _requests;

    /// <summary>The stamp to go ahead of a message that is about to leave; null for almost all.</summary>
    public DelayStamp? StampOf(NodeId peer, Message message)
    {
        switch (message)
        {
            case ReplicateRequest { Cause: ReplicationCause.Write, HintFor.IsNone: true } write:
                return IsSampled() ? new DelayStamp(write.Operation, NowUs()) : null;
            case ReadRequest read:
                return IsSampled() ? new DelayStamp(read.Operation, NowUs()) : null;
            case ReplicateReply { Outcome: ReplicaOutcome.Ok } reply:
                return TakenAt(peer, reply.Operation);
            case ReadReply { Outcome: ReplicaOutcome.Ok } reply:
                return TakenAt(peer, reply.Operation);
            default:
                return null;
        }
    }

    /// <summary>A stamped message is about to be stepped.</summary>
    public void Taken(NodeId peer, Message message, DelayStamp stamp)
    {
        var (leg, operation) = message switch
        {
            ReplicateRequest write => (ReplicationLeg.Write, write.Operation),
            ReadRequest read => (ReplicationLeg.Read, read.Operation),
            ReplicateReply reply => (ReplicationLeg.Acknowledge, reply.Operation),
            ReadReply reply => (ReplicationLeg.Respond, reply.Operation),
            _ => default,
        };
        if (leg == default || operation != stamp.Operation)
        {
            return;
        }

        var now = NowUs();
        Keep(leg, peer, now - stamp.AtUs);
        if (leg is ReplicationLeg.Write or ReplicationLeg.Read)
        {
            if (_taken.Count >= TakenMax)
            {
                _taken.Clear();
            }

            _taken[(peer, operation)] = now;
        }
    }

    /// <summary>All that was measured since the last call that cleared.</summary>
    public DelaysResponse Answer(DelaysRequest request)
    {
        var answer = new DelaysResponse(
            SampledOneIn,
            [.. _kept.OrderBy(k => (k.Key.Leg, k.Key.Peer.Name)).Select(k => new PeerDelays(
                k.Key.Leg, k.Key.Peer, k.Value.Unclear[0], k.Value.Delays.Buckets()))]);
        if (request.Clears)
        {
            _kept.Clear();
        }

        return answer;
    }

    private bool IsSampled() => ++_requests % SampledOneIn == 0;

    private DelayStamp? TakenAt(NodeId peer, ulong operation) =>
        _taken.Count > 0 && _taken.Remove((peer, operation), out var at) ? new DelayStamp(operation, at) : null;

    private void Keep(ReplicationLeg leg, NodeId peer, long microseconds)
    {
        if (!_kept.TryGetValue((leg, peer), out var kept))
        {
            _kept[(leg, peer)] = kept = (new DelayHistogram(), new long[1]);
        }

        if (microseconds is >= 0 and <= DelayUsMax)
        {
            kept.Delays.Add(microseconds);
        }
        else
        {
            kept.Unclear[0]++;
        }
    }

    private long NowUs() => time.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond;
}
