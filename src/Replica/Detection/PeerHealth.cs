using DynamoLab.Core;

namespace DynamoLab.Replica.Detection;

/// <summary>
/// What a node thinks of one peer. Only answers prove that a peer both hears and speaks: what it sends of its own
/// accord arrives also over a link that is cut in the other direction.
/// </summary>
internal sealed class PeerHealth(IFailureDetector detector)
{
    private Instant? _owesSince;
    private ulong _pingSequence;
    private Instant _pingedAt;
    private bool _isSuspect;

    /// <summary>Something was sent that the peer must answer.</summary>
    public void Asked(Instant now) => _owesSince ??= now;

    public void Pinged(ulong sequence, Instant now)
    {
        Asked(now);
        (_pingSequence, _pingedAt) = (sequence, now);
    }

    public void Answered()
    {
        _owesSince = null;
        _isSuspect = false;
    }

    public void Ponged(ulong sequence, Instant now)
    {
        Answered();
        if (sequence == _pingSequence && sequence != 0)
        {
            detector.Observe(now.UsSince(_pingedAt));
            _pingSequence = 0;
        }
    }

    public void LinkDown(Instant now)
    {
        _owesSince ??= now;
        _isSuspect = true;
    }

    /// <summary>Suspicion, once there, stays until the peer answers.</summary>
    public bool IsSuspect(Instant now) =>
        _isSuspect |= _owesSince is { } since && detector.Suspects(now.UsSince(since));
}
