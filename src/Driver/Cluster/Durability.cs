namespace DynamoLab.Driver.Cluster;

/// <summary>What an acknowledged write has survived: <c>--durability</c>.</summary>
public enum Durability
{
    /// <summary>Nothing: it is in the node's memory, and a kill loses that copy. The default.</summary>
    Memory,
}
