namespace DynamoLab.Driver.Cluster;

/// <summary>How long nodes may take to come up.</summary>
public static class ReadyLimits
{
    /// <summary>Milliseconds from a node's own start until it must answer.</summary>
    public const int AnswerMs = 20_000;

    /// <summary>Milliseconds between two attempts to reach a node that does not answer yet.</summary>
    public const int PollMs = 50;

    /// <summary>
    /// Milliseconds between two looks at nodes that do not see all others yet: more for many, as each look costs a
    /// node a list of all members.
    /// </summary>
    public static int LookMs(int nodeCount) => PollMs + (2 * nodeCount);

    /// <summary>
    /// Time from the last node's start until every node must see all others: 20 s, and 0.1 s more for each node, as
    /// gossip takes longer to go round more of them.
    /// </summary>
    public static TimeSpan ForAll(int nodeCount) => TimeSpan.FromMilliseconds(AnswerMs + (100 * nodeCount));
}
