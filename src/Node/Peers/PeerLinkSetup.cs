using System.Security.Cryptography;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Messages;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;

namespace DynamoLab.Node.Peers;

/// <summary>What all links of a node share.</summary>
internal sealed class PeerLinkSetup(
    NodeId self,
    ulong incarnation,
    ClusterSecret? secret,
    IPeerNetwork network,
    NodeInbox inbox,
    HostCounters counters,
    NodeLog log,
    TimeProvider time)
{
    private long _sessions;

    public IPeerNetwork Network => network;

    public NodeInbox Inbox => inbox;

    public HostCounters Counters => counters;

    public NodeLog Log => log;

    public TimeProvider Time => time;

    /// <summary>The calling side of a new connection; its session is above that of every one before.</summary>
    public CallingSide NextCall() => new(
        new Hello(Role.Peer, self, incarnation, (ulong)Interlocked.Increment(ref _sessions)),
        secret,
        RandomNumberGenerator.GetBytes);
}
