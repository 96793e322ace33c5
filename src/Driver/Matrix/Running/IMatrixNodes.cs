using DynamoLab.Driver.Experiments;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>What the cells of a matrix run on: processes, or what stands for them in tests.</summary>
internal interface IMatrixNodes
{
    /// <summary>Makes sure that a cluster for these cells is up and whole.</summary>
    /// <returns>Seconds it took to spawn one; null when the one that was up is used again.</returns>
    /// <exception cref="CannotRunException">None could be spawned.</exception>
    Task<double?> PrepareAsync(ClusterKey key, CancellationToken cancellation);

    /// <summary>The keys of the next cell: none that was used on this cluster before.</summary>
    string NextKeyPrefix();

    /// <summary>Runs a cell on the cluster that was prepared, and gives its exit code.</summary>
    /// <exception cref="CannotRunException">It could not be run, or was interrupted.</exception>
    Task<int> RunAsync(ExperimentOptions options, CancellationToken cancellation);
}
