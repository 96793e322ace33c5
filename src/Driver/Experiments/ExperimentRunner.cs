using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;
using Spectre.Console;

namespace DynamoLab.Driver.Experiments;

/// <summary>Runs one experiment from its options to its exit code.</summary>
public static class ExperimentRunner
{
    /// <summary>
    /// Spawns or attaches to the cluster, runs, and leaves results. The last line shown is the command that repeats
    /// the run.
    /// </summary>
    /// <param name="options">Checked; the folder of the results is empty or not there yet.</param>
    /// <param name="cancellation">
    /// An interrupt: the workload stops, what was measured is kept, faults are healed and spawned nodes ended.
    /// </param>
    /// <returns>0: every promise checked held; 1: one was broken; 2: the outcome is unknown.</returns>
    /// <exception cref="CannotRunException">It could not be run, or was interrupted.</exception>
    public static async Task<int> RunAsync(
        ExperimentOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        var folder = ResultsFolder.Open(options.OutputDir, startedAt);
        try
        {
            if (options.Nodes is { } nodes)
            {
                ShowBanner(options, options.Cluster, nodes, console);
            }

            await using var cluster = await ClusterOpening.OpenAsync(options, console, cancellation);
            if (options.Nodes is null)
            {
                ShowBanner(options, cluster.Settings, cluster.Nodes.Count, console);
                cluster.WriteProcs(folder.PathOf(ClusterOpening.ClusterProcsName));
            }

            var parameters = ExperimentConfig.Parameters(options, cluster.Settings, cluster.Nodes.Count);
            var environment = HostEnvironment.Read(startedAt);
            folder.Write(
                "experiment_config.json", ExperimentConfig.ToJson(parameters, environment, options.RepeatCommand));
            return await new ExperimentRun(options, cluster, folder, console, parameters, environment)
                .RunAsync(cancellation);
        }
        catch (OperationCanceledException problem) when (cancellation.IsCancellationRequested)
        {
            throw new CannotRunException("interrupted before anything was measured", problem);
        }
    }

    private static void ShowBanner(
        ExperimentOptions options, ClusterSettings settings, int nodeCount, IAnsiConsole console)
    {
        var parameters = ExperimentConfig.Parameters(options, settings, nodeCount);
        foreach (var line in Banner.Lines(parameters, ExperimentConfig.Title))
        {
            console.Line(line);
        }

        console.Line();
    }
}
