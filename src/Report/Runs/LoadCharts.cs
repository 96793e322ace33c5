using DynamoLab.History.Metrics;
using DynamoLab.Report.Charts;

namespace DynamoLab.Report.Runs;

/// <summary>What nodes and keys bore, beside what ring, routing and key distribution predict.</summary>
public static class LoadCharts
{
    /// <summary>All that the run tells; without predictions, what nodes served.</summary>
    public static IReadOnlyList<Chart> Of(RunMetrics metrics)
    {
        Chart?[] charts = metrics.Load is { } load
            ? [Coordinators(load), Replicas(load), Keys(load)]
            : [Served(metrics.Nodes)];
        return [.. charts.OfType<Chart>()];
    }

    private static Chart? Coordinators(LoadMetrics load) => Nodes(
        load, "load-coordinated", "Load per node, as coordinator",
        "Operations that the node carried out for clients. Expected: by routing and key distribution, without faults.",
        n => n.CoordinatedShare, n => n.ExpectedCoordinatedShare);

    private static Chart? Replicas(LoadMetrics load) => Nodes(
        load, "load", "Load per node, as replica",
        "States read and applied for coordinators, repairs and hints included. Expected: by ring and key distribution, "
            + "without faults.",
        n => n.ReplicaShare, n => n.ExpectedReplicaShare);

    private static Chart? Nodes(
        LoadMetrics load, string name, string title, string note, Func<NodeShare, double?> observed,
        Func<NodeShare, double> expected)
    {
        var nodes = load.Nodes.OrderBy(n => n.Node.Length).ThenBy(n => n.Node, StringComparer.Ordinal).ToArray();
        return nodes.Any(n => observed(n) is not null)
            ? Shares(name, title, note, "node", [.. nodes.Select(n => n.Node)], nodes.Select(observed),
                nodes.Select(expected))
            : null;
    }

    private static Chart? Keys(LoadMetrics load) => load.BusiestKeys.Count == 0
        ? null
        : Shares(
            "hot-keys", "The busiest keys", "Of all operations. Expected: the probability with which a key is drawn.",
            "key", [.. load.BusiestKeys.Select(k => Short(k.Key))], load.BusiestKeys.Select(k => k.Share),
            load.BusiestKeys.Select(k => k.ExpectedShare));

    private static Chart Shares(
        string name, string title, string note, string along, IReadOnlyList<string> names,
        IEnumerable<double?> observed, IEnumerable<double> expected) => new()
        {
            Name = name,
            Title = title,
            Note = note,
            X = new ChartAxis(along) { Names = names },
            Y = new ChartAxis("share of all") { TickUnit = "%" },
            Series =
            [
                new("observed", [.. observed.Index().Select(s => new ChartPoint(s.Index, s.Item * 100))])
                {
                    Shape = SeriesShape.Columns,
                },
                new("expected", [.. expected.Index().Select(s => new ChartPoint(s.Index, s.Item * 100))])
                {
                    Shape = SeriesShape.Columns, Color = 6,
                },
            ],
        };

    /// <summary>What every node served; null when nobody served anything.</summary>
    private static Chart? Served(IReadOnlyList<NodeLoad> nodes)
    {
        var sorted = nodes.OrderBy(n => n.Node.Length).ThenBy(n => n.Node, StringComparer.Ordinal).ToArray();
        if (sorted.Length == 0 || sorted.All(n => n.Served == 0))
        {
            return null;
        }

        return new Chart
        {
            Name = "load",
            Title = "Load per node",
            Note = "Operations that a node answered for a client, and those it took part in as a replica (since its "
                + "last start).",
            X = new ChartAxis("node") { Names = [.. sorted.Select(n => n.Node)] },
            Y = new ChartAxis("operations"),
            Series =
            [
                Columns("answered for clients", sorted, n => n.Served),
                Columns("as a replica", sorted, AsReplica),
            ],
        };
    }

    private static long AsReplica(NodeLoad node) =>
        node.Counters.GetValueOrDefault("replica_reads") + node.Counters.GetValueOrDefault("replica_writes");

    private static ChartSeries Columns(string name, NodeLoad[] nodes, Func<NodeLoad, long> figure) =>
        new(name, [.. nodes.Index().Select(n => new ChartPoint(n.Index, figure(n.Item)))])
        {
            Shape = SeriesShape.Columns,
        };

    /// <summary>Keys are numbered, with zeros in front that say nothing.</summary>
    private static string Short(string key)
    {
        var number = key.LastIndexOf('-') + 1;
        return number == 0 ? key : key[..number] + key[number..].TrimStart('0').PadLeft(1, '0');
    }
}
