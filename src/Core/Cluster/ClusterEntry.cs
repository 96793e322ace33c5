namespace DynamoLab.Core.Cluster;

/// <summary>
/// One node of a <see cref="ClusterFile"/>: the process it runs as and the port it listens on (1 to 65535).
/// </summary>
public sealed record ClusterEntry(NodeId Node, int ProcessId, int Port)
{
    public const string HostDefault = "127.0.0.1";

    /// <summary>Where the port is; default the loopback address, which the file leaves out.</summary>
    public string Host { get; init; } = HostDefault;

    /// <summary>The path of the file with the cluster's secret; null, and left out, where it has none.</summary>
    public string? SecretFile { get; init; }

    /// <summary>The path of the authority of its certificate; null, and left out, where it has none.</summary>
    public string? TlsAuthority { get; init; }

    /// <summary>Fields of other authors, kept as they were read.</summary>
    public IReadOnlyList<ClusterField> Extra { get; init; } = [];
}
