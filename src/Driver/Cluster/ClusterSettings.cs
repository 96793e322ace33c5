using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;

namespace DynamoLab.Driver.Cluster;

/// <summary>
/// What every node of a cluster is started with. Immutable; the defaults are those of the command line.
/// </summary>
public sealed record ClusterSettings
{
    /// <summary>N: distinct nodes that hold a key; <c>--N</c>, 1 to the number of nodes, default 3.</summary>
    public int ReplicationFactor { get; init; } = 3;

    /// <summary>R: answers a read needs; <c>--R</c>, 1 to N, default 2.</summary>
    public int ReadQuorum { get; init; } = 2;

    /// <summary>W: acknowledgements a write needs; <c>--W</c>, 1 to N, default 2.</summary>
    public int WriteQuorum { get; init; } = 2;

    public QuorumKind Quorum { get; init; } = QuorumKind.Sloppy;

    public Placement Placement { get; init; } = Placement.FixedPartitions;

    public VersioningKind Versioning { get; init; } = VersioningKind.Dvv;

    /// <summary>Entries of a classic vector clock before its oldest is pruned; default 10 (Dynamo §4.4).</summary>
    public int ClockEntriesMax { get; init; } = Core.Versions.Versioning.ClockEntriesMaxDefault;

    public DetectorKind Detector { get; init; } = DetectorKind.Phi;

    /// <summary>What an acknowledged write survives; <c>--durability</c>, default buffered.</summary>
    public Durability Durability { get; init; } = Durability.Buffered;

    public HostKind Host { get; init; } = HostKind.Embedded;

    /// <summary>What nodes of one machine talk to each other over; <c>--peer_sockets</c>, default unix.</summary>
    public PeerSockets PeerSockets { get; init; } = PeerSockets.Unix;

    public ReadFanout ReadFanout { get; init; } = ReadFanout.All;

    /// <summary>How long a replica may take before a fallback stands in for it; default 1000.</summary>
    public int ReplicaTimeoutMs { get; init; } = 1000;

    /// <summary>How long a client waits for one attempt, and a node for its quorum; default 5000.</summary>
    public int ClientTimeoutMs { get; init; } = 5000;

    /// <summary>Whether hints are kept for primaries that are away; <c>--hints</c>, default on.</summary>
    public bool HintedHandoff { get; init; } = true;

    /// <summary>Whether a read sends what it merged to replicas that were behind; default on.</summary>
    public bool ReadRepair { get; init; } = true;

    /// <summary>Time between background exchanges; 0 turns them off; default 10 000.</summary>
    public int AntiEntropyIntervalMs { get; init; } = 10_000;

    /// <summary>What <c>--background_exchange</c> says: an interval of 0 is off.</summary>
    public bool BackgroundExchange => AntiEntropyIntervalMs > 0;
}
