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
            : [RepairCharts.Load(metrics.Nodes)];
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

    /// <summary>Keys are numbered, with zeros in front that say nothing.</summary>
    private static string Short(string key)
    {
        var number = key.LastIndexOf('-') + 1;
        return number == 0 ? key : key[..number] + key[number..].TrimStart('0').PadLeft(1, '0');
    }
}
