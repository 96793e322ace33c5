namespace DynamoLab.Node.Orleans.Options;

/// <summary>What the silo was told on the command line.</summary>
internal sealed record SiloSettings
{
    /// <summary>The port for other silos; null: any that is free.</summary>
    public int? Port { get; init; }

    public ClusteringKind Clustering { get; init; }

    /// <summary>The file of the membership table, where it is one.</summary>
    public required string TablePath { get; init; }

    /// <summary>The database of the membership table, where it is one.</summary>
    public string? ConnectionString { get; init; }
}
