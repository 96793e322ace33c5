using DynamoLab.Core;

namespace DynamoLab.Replica.Detection;

/// <summary>The health of every peer this node has dealt with.</summary>
internal sealed class PeerHealthTable(NodeOptions options, NodeCounters counters)
{
    private readonly Dictionary<NodeId, PeerHealth> _peers = [];
    private readonly HashSet<NodeId> _suspects = [];
    private ulong _pingSequence;

    public bool IsAlive(NodeId node, Instant now)
    {
        if (node == options.Id)
        {
            return true;
        }

        var isSuspect = Of(node).IsSuspect(now);
        if (isSuspect && _suspects.Add(node))
        {
            counters.Add(NodeCounter.Suspicions);
        }

        return !isSuspect;
    }

    public void Asked(NodeId node, Instant now) => Of(node).Asked(now);

    public ulong Pinged(NodeId node, Instant now)
    {
        Of(node).Pinged(++_pingSequence, now);
        return _pingSequence;
    }

    public void Answered(NodeId node)
    {
        Of(node).Answered();
        _suspects.Remove(node);
    }

    public void Ponged(NodeId node, ulong sequence, Instant now)
    {
        Of(node).Ponged(sequence, now);
        _suspects.Remove(node);
    }

    public void LinkDown(NodeId node, Instant now)
    {
        Of(node).LinkDown(now);
        IsAlive(node, now);
    }

    private PeerHealth Of(NodeId node)
    {
        if (!_peers.TryGetValue(node, out var health))
        {
            health = new PeerHealth(NewDetector());
            _peers.Add(node, health);
        }

        return health;
    }

    private IFailureDetector NewDetector() => options.Detector switch
    {
        DetectorKind.Fixed => new FixedDetector(options.FixedDetectorTimeoutMs),
        DetectorKind.Jacobson => new JacobsonDetector(),
        _ => new PhiDetector(),
    };
}
