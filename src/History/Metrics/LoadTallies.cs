using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>What each node did for the clients.</summary>
internal sealed class LoadTallies(Instant start)
{
    private const long SecondUs = 1_000_000;

    private readonly Dictionary<NodeId, Load> _loads = [];

    public void Add(Operation operation)
    {
        if (operation.IsSuccess && !operation.Node.IsNone)
        {
            Of(operation.Node).Serve((int)(operation.Start.UsSince(start) / SecondUs));
        }

        // An attempt that was given up before a node was chosen is nobody's.
        foreach (var attempt in operation.Attempts.Where(attempt => !attempt.Node.IsNone))
        {
            var load = Of(attempt.Node);
            load.Attempts++;
            load.FailedAttempts += attempt.IsSuccess ? 0 : 1;
        }
    }

    /// <summary>Every node seen or told of, sorted by name.</summary>
    public IReadOnlyList<NodeLoad> Summarize(IReadOnlyList<NodeStatus> statuses)
    {
        var byNode = statuses.ToDictionary(status => status.Node);
        var nodes = _loads.Keys.Union(byNode.Keys).Order().ToList();
        return nodes.ConvertAll(node => Summarize(node, byNode.GetValueOrDefault(node)));
    }

    private NodeLoad Summarize(NodeId node, NodeStatus? status)
    {
        var load = Of(node);
        return new NodeLoad
        {
            Node = node.Name,
            Served = load.Served,
            ServedPerSecond = load.PerSecond,
            Attempts = load.Attempts,
            FailedAttempts = load.FailedAttempts,
            Keys = status?.Keys,
            Counters = status?.Counters ?? new Dictionary<string, long>(),
        };
    }

    private Load Of(NodeId node)
    {
        if (!_loads.TryGetValue(node, out var load))
        {
            load = new Load();
            _loads.Add(node, load);
        }

        return load;
    }

    private sealed class Load
    {
        private readonly List<long> _perSecond = [];

        public long Served { get; private set; }

        public IReadOnlyList<long> PerSecond => _perSecond;

        public long Attempts { get; set; }

        public long FailedAttempts { get; set; }

        public void Serve(int second)
        {
            Served++;
            while (_perSecond.Count <= second)
            {
                _perSecond.Add(0);
            }

            _perSecond[second]++;
        }
    }
}
