using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Replica;
using DynamoLab.Trust;

namespace DynamoLab.Node.Options;

/// <summary>What a node process was told on its command line.</summary>
public sealed record HostOptions
{
    internal const int CompactionMbPerSDefault = 16;

    /// <summary>How the node itself behaves.</summary>
    public required NodeOptions Node { get; init; }

    /// <summary>Decides everything the node draws; drawn itself when the command line gives none.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// Longest key accepted from clients, in bytes; 1 to <see cref="Limits.KeyBytesMax"/>, the default.
    /// </summary>
    public int KeyBytesMax { get; init; } = Limits.KeyBytesMax;

    /// <summary>
    /// Longest value accepted from clients, in bytes; 0 to <see cref="Limits.ValueBytesMax"/>, the default.
    /// </summary>
    public int ValueBytesMax { get; init; } = Limits.ValueBytesMax;

    /// <summary>What connections may take of the node; the protocol's limits by default.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>The node's own directory, unless its durability is memory.</summary>
    public string DataPath { get; init; } = "data";

    /// <summary>
    /// Megabytes (10^6 bytes) a second that compaction may read and write; 0 turns it off; default 16.
    /// </summary>
    public int CompactionMbPerS { get; init; } = CompactionMbPerSDefault;

    /// <summary>
    /// A folder outside of <see cref="DataPath"/> in which is noted what a power failure would leave; null, the
    /// default: nothing is.
    /// </summary>
    public string? PowerJournalPath { get; init; }

    /// <summary>The cluster file the node registers itself in; null for none.</summary>
    public string? ClusterProcsPath { get; init; }

    /// <summary>The cluster's secret; null, the default: it has none, and then the address is a loopback one.</summary>
    public ClusterSecret? Secret { get; init; }

    /// <summary>The file of the secret; null where there is none.</summary>
    public string? SecretPath { get; init; }

    /// <summary>What the node encrypts its connections with; null, the default: it does not.</summary>
    public ClusterTls? Tls { get; init; }

    /// <summary>The file of the authority of the nodes' certificates; null where there is none.</summary>
    public string? TlsAuthorityPath { get; init; }

    /// <summary>What it talks to nodes of its machine over; <c>--peer_sockets</c>, default unix.</summary>
    public PeerSockets PeerSockets
    {
        get => Tls is null ? field : PeerSockets.Tcp;
        init;
    }

    /// <summary>Where all logging goes; null for standard output.</summary>
    public string? LogPath { get; init; }

    /// <summary>Whether the node leaves when its standard input ends, which is when its parent is gone.</summary>
    public bool ExitWithParent { get; init; }

    /// <summary>
    /// Whether the file of the secret is removed then: the parent made it for this cluster, and may have been killed.
    /// </summary>
    public bool SecretGoesWithParent { get; init; }
}
