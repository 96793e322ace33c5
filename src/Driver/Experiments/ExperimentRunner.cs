using DynamoLab.Core.Messages;
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
        NodeRuntime.Adapt(options.Nodes ?? 0);
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

            return await MeasureAsync(options, cluster, folder, startedAt, console, [], cancellation);
        }
        catch (OperationCanceledException problem) when (cancellation.IsCancellationRequested)
        {
            throw new CannotRunException("interrupted before anything was measured", problem);
        }
    }

    /// <summary>
    /// The same on a spawned cluster that is up, and that is left up. Earlier runs may have been made on it as long as
    /// each has keys of its own.
    /// </summary>
    /// <param name="options">Those the cluster was spawned with, but for R, W and what concerns the run alone.</param>
    /// <inheritdoc cref="RunAsync" path="/returns"/>
    /// <exception cref="CannotRunException">It could not be run, or was interrupted.</exception>
    internal static async Task<int> RunOnAsync(
        ExperimentOptions options, RunningCluster cluster, IAnsiConsole console, CancellationToken cancellation)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        var folder = ResultsFolder.Open(options.OutputDir, startedAt);
        cluster.UseQuorums(options.Cluster.ReadQuorum, options.Cluster.WriteQuorum);
        var procs = folder.PathOf(ClusterOpening.ClusterProcsName);
        cluster.WriteProcs(procs);
        try
        {
            var before = await NodeStatuses.AskAllAsync(cluster, cancellation);
            return await MeasureAsync(options, cluster, folder, startedAt, console, before, cancellation);
        }
        finally
        {
            cluster.ForgetProcs(procs);
        }
    }

    private static Task<int> MeasureAsync(
        ExperimentOptions options,
        RunningCluster cluster,
        ResultsFolder folder,
        DateTimeOffset startedAt,
        IAnsiConsole console,
        IReadOnlyList<StatusResponse> before,
        CancellationToken cancellation)
    {
        var parameters = ExperimentConfig.Parameters(options, cluster.Settings, cluster.Nodes.Count);
        var environment = HostEnvironment.Read(startedAt);
        folder.Write(
            "experiment_config.json", ExperimentConfig.ToJson(parameters, environment, options.RepeatCommand));
        return new ExperimentRun(options, cluster, folder, console, parameters, environment, before)
            .RunAsync(cancellation);
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
