using DynamoLab.Core;

namespace DynamoLab.Replica.Detection;

/// <summary>
/// What a node thinks of one peer. Only answers prove that a peer both hears and speaks: what it sends of its own
/// accord arrives also over a link that is cut in the other direction.
/// </summary>
internal sealed class PeerHealth(IFailureDetector detector)
{
    /// <summary>Pings that may be under way at once; a round trip of more is not measured.</summary>
    private const int PingsMax = 16;

    private readonly Queue<(ulong Sequence, Instant At)> _pings = new();
    private Instant? _owesSince;
    private bool _isSuspect;

    /// <summary>Something was sent that the peer must answer.</summary>
    public void Asked(Instant now) => _owesSince ??= now;

    public void Pinged(ulong sequence, Instant now)
    {
        Asked(now);
        if (_pings.Count == PingsMax)
        {
            _pings.Dequeue();
        }

        _pings.Enqueue((sequence, now));
    }

    public void Answered()
    {
        _owesSince = null;
        _isSuspect = false;
    }

    public void Ponged(ulong sequence, Instant now)
    {
        Answered();
        while (_pings.TryPeek(out var ping) && ping.Sequence <= sequence)
        {
            _pings.Dequeue();
            if (ping.Sequence == sequence)
            {
                detector.Observe(now.UsSince(ping.At));
            }
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
