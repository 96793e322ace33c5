using DynamoLab.Core;
using DynamoLab.Driver.Experiments;
using DynamoLab.Driver.Matrix.Running;
using DynamoLab.History.Metrics;

namespace DynamoLab.Driver.Tests.Matrix.Running;

/// <summary>Stands for the processes: notes what is run, and leaves the figures of a run without operations.</summary>
internal sealed class FakeNodes : IMatrixNodes
{
    private ClusterKey? _up;

    public List<ExperimentOptions> Runs { get; } = [];

    public List<ClusterKey> Spawned { get; } = [];

    /// <summary>What happens when a cell is run; by default it ends well.</summary>
    public Func<ExperimentOptions, int> Run { get; set; } = _ => ExitCode.Done;

    public Task<double?> PrepareAsync(ClusterKey key, CancellationToken cancellation)
    {
        if (_up == key)
        {
            return Task.FromResult<double?>(null);
        }

        _up = key;
        Spawned.Add(key);
        return Task.FromResult<double?>(1);
    }

    public string NextKeyPrefix() => $"k{Runs.Count}-";

    public Task<int> RunAsync(ExperimentOptions options, CancellationToken cancellation)
    {
        Runs.Add(options);
        var exitCode = Run(options);
        var collector = new MetricsCollector(new Instant(0), options.WarmupSeconds);
        var metrics = collector.Finish(new RunEnd { End = new Instant(1_000_000) });
        metrics = metrics with { Overall = metrics.Overall with { SuccessfulOpsPerS = options.Seed } };
        File.WriteAllText(Path.Combine(options.OutputDir, "metrics.json"), MetricsJson.Write(metrics));
        return Task.FromResult(exitCode);
    }
}
