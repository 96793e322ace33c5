using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>Cells with the same key can be run on the same nodes: R and W come with every request.</summary>
internal sealed record ClusterKey(int Nodes, ClusterSettings Settings)
{
    public static ClusterKey Of(MatrixCell cell) =>
        new(cell.Nodes, cell.Options.Cluster with { ReadQuorum = 1, WriteQuorum = 1 });
}
