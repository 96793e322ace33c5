namespace DynamoLab.Driver.Cluster;

/// <summary>How long nodes may take to come up.</summary>
public static class ReadyLimits
{
    private const int BaseMs = 20_000;
    private const int NodesWithoutExtra = 10;
    private const int ExtraMsPerNode = 200;

    /// <summary>Milliseconds between two attempts to reach a node that does not answer yet.</summary>
    public const int PollMs = 50;

    /// <summary>
    /// Milliseconds between two looks at nodes that do not see all others yet: more for many, as each look costs a
    /// node a list of all members.
    /// </summary>
    public static int LookMs(int nodeCount) => PollMs + (2 * nodeCount);

    /// <summary>
    /// Time from its own start until a node must answer, and from the last node's start until every node must see
    /// all others: 20 s for up to ten nodes, and 0.2 s more for each further one, as they share the processors.
    /// </summary>
    public static TimeSpan For(int nodeCount) =>
        TimeSpan.FromMilliseconds(BaseMs + (ExtraMsPerNode * Math.Max(0, nodeCount - NodesWithoutExtra)));
}
