using DynamoLab.Core;
using DynamoLab.Core.Ring;
using DynamoLab.Core.Storage;
using DynamoLab.Core.Versions;

namespace DynamoLab.Replica;

/// <summary>Everything that decides how a node behaves. Immutable; every figure has its unit in its name.</summary>
public sealed record NodeOptions
{
    /// <summary>The node's name, unique in the cluster.</summary>
    public required NodeId Id { get; init; }

    /// <summary>Where other nodes and clients reach it.</summary>
    public required NodeAddress Address { get; init; }

    /// <summary>
    /// Higher at every start of the same node: milliseconds since the Unix epoch in the shipped hosts.
    /// </summary>
    public required ulong Incarnation { get; init; }

    /// <summary>
    /// The first of this node's incarnations since when it can prove what dots it issued: it goes on with the epochs of
    /// that one and later ones, and takes older ones for unknown. Default 0: all of them, which is right for a
    /// store that is new, or that never lost anything. A host that cannot prove it gives the present incarnation.
    /// </summary>
    public ulong ProvenSince { get; init; }

    /// <summary>Addresses of members to be introduced to; empty for the first node of a cluster.</summary>
    public IReadOnlyList<NodeAddress> Seeds { get; init; } = [];

    /// <summary>
    /// The members as the store remembers them from a former life; empty for a new one. A node that remembers others
    /// needs no seeds: it belongs to their ring from the start, and introduces itself to some of them.
    /// </summary>
    public IReadOnlyList<KnownMember> Remembered { get; init; } = [];

    /// <summary>Placement and N.</summary>
    public RingOptions Ring { get; init; } = new();

    /// <summary>R: answers a read needs, 1 to N, default 2.</summary>
    public int ReadQuorum { get; init; } = 2;

    /// <summary>W: acknowledgements a write needs, 1 to N, default 2.</summary>
    public int WriteQuorum { get; init; } = 2;

    /// <summary>Whether fallbacks may stand in for primaries; default sloppy (Dynamo §4.6).</summary>
    public QuorumKind Quorum { get; init; } = QuorumKind.Sloppy;

    public VersioningKind Versioning { get; init; } = VersioningKind.Dvv;

    /// <summary>Entries of a classic vector clock before the oldest is pruned; default 10 (Dynamo §4.4).</summary>
    public int ClockEntriesMax { get; init; } = Core.Versions.Versioning.ClockEntriesMaxDefault;

    /// <summary>
    /// What an acknowledged write survives; default buffered. Kept by the host and its store: the node only tells it.
    /// </summary>
    public Durability Durability { get; init; } = Durability.Buffered;

    public DetectorKind Detector { get; init; } = DetectorKind.Phi;

    /// <summary>Whether a read asks all N replicas or R of them first.</summary>
    public ReadFanout ReadFanout { get; init; } = ReadFanout.All;

    /// <summary>How long a replica may take before a fallback stands in for it; default 1000.</summary>
    public int ReplicaTimeoutMs { get; init; } = 1000;

    /// <summary>How long a request lives if its client names no time; default 5000.</summary>
    public int RequestTimeoutMs { get; init; } = 5000;

    /// <summary>How long a read with a narrow fan-out waits before it asks one replica more; default 50.</summary>
    public int SpeculativeReadMs { get; init; } = 50;

    /// <summary>Time between two pings to a few random peers; default 500.</summary>
    public int ProbeIntervalMs { get; init; } = 500;

    /// <summary>Random peers pinged at once; default 3.</summary>
    public int ProbeFanout { get; init; } = 3;

    /// <summary>Time between two gossips to one random peer; default 1000.</summary>
    public int GossipIntervalMs { get; init; } = 1000;

    /// <summary>The <c>fixed</c> detector's patience; default 1000.</summary>
    public int FixedDetectorTimeoutMs { get; init; } = 1000;

    /// <summary>Whether hints are kept for and delivered to primaries that were away; default on.</summary>
    public bool HintedHandoff { get; init; } = true;

    /// <summary>Whether a read sends what it merged to replicas that were behind; default on.</summary>
    public bool ReadRepair { get; init; } = true;

    /// <summary>Time between background exchanges with one random peer; 0 turns them off; default 10 000.</summary>
    public int AntiEntropyIntervalMs { get; init; } = 10_000;

    /// <summary>How long an exchange may go without progress; default 5000.</summary>
    public int ExchangeTimeoutMs { get; init; } = 5000;

    /// <summary>Time between attempts to reap tombstones; 0 turns reaping off; default 30 000.</summary>
    public int ReapIntervalMs { get; init; } = 30_000;

    /// <summary>Client requests in flight before new ones are refused as overload; default 65 536.</summary>
    public int OperationsMax { get; init; } = 65_536;
}
