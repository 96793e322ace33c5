namespace DynamoLab.Client;

/// <summary>What a <see cref="DynamoClient"/> talks to, and how. Times have their unit in the name.</summary>
public sealed record ClientOptions
{
    public const int AttemptsMaxDefault = 5;
    public const int AttemptsMaxMax = 100;
    public const int ConnectionsPerNodeMax = 64;

    /// <summary>The nodes to send requests to: at least one, none twice. Sticky nodes go by their order.</summary>
    public required IReadOnlyList<NodeEndpoint> Nodes { get; init; }

    /// <summary>Where an operation goes first; default <see cref="Client.Routing.Random"/>.</summary>
    public Routing Routing { get; init; } = Routing.Random;

    /// <summary>
    /// Whether a failed attempt is followed by one at another node, and failed nodes are avoided; default on.
    /// Retried are: a connection that cannot be opened, is lost or refused; a timeout; an answer that is not one to
    /// the question; and the outcomes <c>QuorumUnmet</c>, <c>NoCoordinator</c>, <c>Overloaded</c>, <c>StoreFailed</c>
    /// and <c>NotReady</c>. <c>Invalid</c> is not: every node would say the same. A retry of a write is a new write
    /// with the same context. After <c>Overloaded</c> the next attempt waits: up to 20 ms, then up to twice as long
    /// each time.
    /// </summary>
    public bool Failover { get; init; } = true;

    /// <summary>
    /// Time per attempt, in milliseconds, at least 1; default 5000. Nodes are told a little less, so that they give up
    /// and say why before the client does.
    /// </summary>
    public int TimeoutMs { get; init; } = 5000;

    /// <summary>Attempts of one operation, the first included; 1 to 100, default 5. One without failover.</summary>
    public int AttemptsMax { get; init; } = AttemptsMaxDefault;

    /// <summary>R of every read; 0, the default, takes the cluster's.</summary>
    public int ReadQuorum { get; init; }

    /// <summary>W of every write; 0, the default, takes the cluster's.</summary>
    public int WriteQuorum { get; init; }

    /// <summary>Decides every draw of every session; default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Connections to each node, shared by the sessions; 1 to 64, default 1.</summary>
    public int ConnectionsPerNode { get; init; } = 1;

    /// <summary>
    /// How long a node is avoided, while others are left, after a timeout or a connection failure, in milliseconds;
    /// default 1000, 0 avoids none. Then one request at a time tries it; each failure of that doubles the time, up to
    /// eightfold, and an answer ends it. Nothing is avoided without failover.
    /// </summary>
    public int AvoidMs { get; init; } = 1000;

    /// <exception cref="ArgumentException">An option is out of range; the message says what is accepted.</exception>
    internal void Check()
    {
        Require(Nodes.Count > 0, "Nodes is empty: at least one node is needed");
        Require(Nodes.All(n => !n.Node.IsNone), "Nodes holds a node without a name");
        Require(Nodes.DistinctBy(n => n.Node).Count() == Nodes.Count, "Nodes names a node twice");
        Require(Enum.IsDefined(Routing), $"Routing is {Routing}: Random, Sticky and TokenAware are accepted");
        RequireRange(TimeoutMs, 1, int.MaxValue, nameof(TimeoutMs));
        RequireRange(AttemptsMax, 1, AttemptsMaxMax, nameof(AttemptsMax));
        RequireRange(ReadQuorum, 0, int.MaxValue, nameof(ReadQuorum));
        RequireRange(WriteQuorum, 0, int.MaxValue, nameof(WriteQuorum));
        RequireRange(ConnectionsPerNode, 1, ConnectionsPerNodeMax, nameof(ConnectionsPerNode));
        RequireRange(AvoidMs, 0, int.MaxValue, nameof(AvoidMs));
    }

    private static void RequireRange(int value, int min, int max, string option) =>
        Require(value >= min && value <= max, $"{option} is {value}: {min} to {max} is accepted");

    private static void Require(bool isMet, string error)
    {
        if (!isMet)
        {
            throw new ArgumentException(error);
        }
    }
}
