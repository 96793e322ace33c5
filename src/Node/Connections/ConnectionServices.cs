using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;
using DynamoLab.Node.Options;
using DynamoLab.Node.Sockets;
using DynamoLab.Replica;
using DynamoLab.Trust;

namespace DynamoLab.Node.Connections;

/// <summary>What all incoming connections of a node share.</summary>
internal sealed record ConnectionServices
{
    public required NodeOptions Self { get; init; }

    /// <summary>The cluster's; null where it has none.</summary>
    public required ClusterSecret? Secret { get; init; }

    /// <summary>Null where the cluster does without.</summary>
    public required ClusterTls? Tls { get; init; }

    public required NodeInbox Inbox { get; init; }

    public required ReplySinks Sinks { get; init; }

    public required RequestLimits Limits { get; init; }

    public required ConnectionLimits Connections { get; init; }

    public required ConnectionWatch Watch { get; init; }

    /// <summary>Null where .NET waits for the sockets.</summary>
    public required Reactor? Reactor { get; init; }

    public required LagProbe Lag { get; init; }

    public required NextRound NextRound { get; init; }

    public required OverloadGuard Overload { get; init; }

    public required HostCounters Counters { get; init; }

    public required NodeLog Log { get; init; }

    public required TimeProvider Time { get; init; }

    public required RequestBytes RequestBytes { get; init; }

    private PeerSessions Sessions { get; } = new();

    /// <summary>Cancelled when the host takes on no more requests.</summary>
    public required CancellationToken Draining { get; init; }

    /// <summary>Cancelled when all that was in flight has ended: until then peers are heard.</summary>
    public required CancellationToken Stopping { get; init; }

    /// <summary>How long requests in flight may take to end once no more are read.</summary>
    public required int DrainTimeoutMs { get; init; }

    /// <summary>The session of a peer that has proved who it is; null where it is refused.</summary>
    public PeerSession? OpenPeer(Hello hello, out string refusal)
    {
        refusal = $"'{hello.Sender}' is no peer of {Self.Id}";
        if (hello.Role != Role.Peer || !NodeId.IsValid(hello.Sender.Name) || hello.Sender == Self.Id)
        {
            return null;
        }

        var session = Sessions.Open(hello.Sender, hello.Incarnation, hello.Session);
        refusal = session is null ? $"more than {Core.Limits.MembersMax} peers" : "";
        return session;
    }
}
