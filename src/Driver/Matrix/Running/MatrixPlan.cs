using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>The runs of a matrix in the order they are made.</summary>
internal static class MatrixPlan
{
    /// <summary>
    /// Grouped by cluster, in the order in which the file first asks for each, so that nodes are spawned once for
    /// many cells. Within a group all cells are run once before any is repeated: what drifts with time meets all.
    /// </summary>
    public static IReadOnlyList<CellRun> Of(IReadOnlyList<MatrixCell> cells, int repeats) =>
    [
        .. cells.GroupBy(ClusterKey.Of).SelectMany(group => Enumerable.Range(1, repeats)
            .SelectMany(repeat => group.Select(cell => new CellRun(cell, repeat)))),
    ];

    /// <summary>Clusters that are spawned for these runs, in this order.</summary>
    public static IReadOnlyList<ClusterKey> ClustersOf(IReadOnlyList<CellRun> runs)
    {
        var clusters = new List<ClusterKey>();
        foreach (var key in runs.Select(run => ClusterKey.Of(run.Cell)))
        {
            if (clusters.Count == 0 || clusters[^1] != key)
            {
                clusters.Add(key);
            }
        }

        return clusters;
    }
}
