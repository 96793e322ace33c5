namespace DynamoLab.Driver.Cluster;

/// <summary>Whom a read asks: <c>--read_fanout</c>.</summary>
public enum ReadFanout
{
    /// <summary>All N at once, answering on the R-th. The default.</summary>
    All,

    /// <summary>R at first, and one more when they take too long.</summary>
    Quorum,
}
