using DynamoLab.Core;

namespace DynamoLab.Node.Connections;

/// <summary>
/// The latest connection of every peer. What was sent before a reconnect must not arrive after what was sent on the
/// new connection, so the older one loses its voice the moment the newer one says who it is.
/// </summary>
internal sealed class PeerSessions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NodeId, PeerSession> _latest = [];

    /// <summary>
    /// The session of a new connection; superseded from the start when a later one is known already. Null when
    /// <see cref="Limits.MembersMax"/> peers have come by.
    /// </summary>
    public PeerSession? Open(NodeId peer, ulong incarnation, ulong number)
    {
        var opened = new PeerSession(peer, incarnation, number);
        lock (_lock)
        {
            if (!_latest.TryGetValue(peer, out var latest))
            {
                if (_latest.Count >= Limits.MembersMax)
                {
                    return null;
                }

                _latest[peer] = opened;
            }
            else if ((incarnation, number).CompareTo((latest.Incarnation, latest.Number)) > 0)
            {
                latest.Supersede();
                _latest[peer] = opened;
            }
            else
            {
                opened.Supersede();
            }
        }

        return opened;
    }
}
