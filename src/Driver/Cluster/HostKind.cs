namespace DynamoLab.Driver.Cluster;

/// <summary>What runs the node's state machine: <c>--host</c>.</summary>
public enum HostKind
{
    /// <summary>A process of its own: <c>dynamo-node</c>. The default.</summary>
    Embedded,

    /// <summary>A process with an Orleans silo around the node: <c>dynamo-node-orleans</c>.</summary>
    Orleans,
}
