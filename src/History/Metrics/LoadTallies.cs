using DynamoLab.Core;

namespace DynamoLab.History.Metrics;

/// <summary>What each node did for the clients.</summary>
internal sealed class LoadTallies
{
    private readonly Dictionary<NodeId, Load> _loads = [];

    public void Add(Operation operation)
    {
        if (operation.IsSuccess && !operation.Node.IsNone)
        {
            Of(operation.Node).Served++;
        }

        foreach (var attempt in operation.Attempts)
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
        public long Served { get; set; }

        public long Attempts { get; set; }

        public long FailedAttempts { get; set; }
    }
}
