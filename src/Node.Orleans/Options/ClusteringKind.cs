namespace DynamoLab.Node.Orleans.Options;

/// <summary>Where the membership table of the silos is.</summary>
internal enum ClusteringKind
{
    /// <summary>In a file, for silos of one machine.</summary>
    File,

    /// <summary>In PostgreSQL, for silos of several.</summary>
    AdoNet,
}
