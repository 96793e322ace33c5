using DynamoLab.Core;

namespace DynamoLab.Client.Choices;

/// <summary>
/// Chooses the node of each attempt of one session: of the nodes not avoided, those this operation has tried least, of
/// these the routing's preferred ones, of these any. Only when all are avoided, one that is.
/// </summary>
internal sealed class NodeChooser(ClientNode[] nodes, Preference preference, DeterministicRandom random)
{
    private const long AvoidedCost = 1L << 40;
    private const long TriedCost = 1L << 20;

    private readonly long[] _costs = new long[nodes.Length];

    /// <param name="tried">The nodes this operation has tried, one entry per attempt.</param>
    public NodeChoice Choose(ReadOnlySpan<int> tried)
    {
        while (true)
        {
            var node = nodes[Cheapest(tried, out var isAvoided)];
            if (node.Health.TryEnter(out var isProbe) || isAvoided)
            {
                return new NodeChoice(node, isProbe);
            }

            // Another session took the probe between the look and the entry: now this node counts as avoided.
        }
    }

    private int Cheapest(ReadOnlySpan<int> tried, out bool isAvoided)
    {
        var best = long.MaxValue;
        var count = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var cost = CostOf(i, tried);
            _costs[i] = cost;
            count = cost < best ? 1 : count + (cost == best ? 1 : 0);
            best = Math.Min(best, cost);
        }

        isAvoided = best >= AvoidedCost;
        var skip = count == 1 ? 0 : random.Next(count);
        var at = Array.IndexOf(_costs, best);
        for (; skip > 0; skip--)
        {
            at = Array.IndexOf(_costs, best, at + 1);
        }

        return at;
    }

    private long CostOf(int node, ReadOnlySpan<int> tried)
    {
        var cost = (long)preference.RankOf(node);
        foreach (var earlier in tried)
        {
            cost += earlier == node ? TriedCost : 0;
        }

        return nodes[node].Health.IsAvoided ? cost + AvoidedCost : cost;
    }
}
