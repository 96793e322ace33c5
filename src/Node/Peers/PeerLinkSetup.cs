using DynamoLab.Core;
using DynamoLab.Node.Logging;
using DynamoLab.Node.Loop;
using DynamoLab.Node.Metrics;

namespace DynamoLab.Node.Peers;

/// <summary>What all links of a node share.</summary>
internal sealed class PeerLinkSetup(
    NodeId self, ulong incarnation, NodeInbox inbox, HostCounters counters, NodeLog log, TimeProvider time)
{
    private long _sessions;

    public NodeId Self => self;

    public ulong Incarnation => incarnation;

    public NodeInbox Inbox => inbox;

    public HostCounters Counters => counters;

    public NodeLog Log => log;

    public TimeProvider Time => time;

    /// <summary>A number above that of every connection opened before.</summary>
    public ulong NextSession() => (ulong)Interlocked.Increment(ref _sessions);
}
