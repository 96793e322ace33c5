using System.Diagnostics;
using DynamoLab.Client;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Experiments;
using Spectre.Console;

namespace DynamoLab.Driver.Matrix.Running;

/// <summary>
/// The nodes of a matrix, one cluster at a time: it stays up while the cells that follow can use it. Every cell has
/// keys of its own, so none meets what another one wrote.
/// </summary>
/// <param name="folder">Logs and data go there.</param>
/// <param name="nodeBinary">Null: the node beside this program.</param>
/// <param name="seed">The nodes' seeds are derived from it.</param>
internal sealed class MatrixClusters(MatrixFolder folder, string? nodeBinary, ulong seed)
    : IMatrixNodes, IAsyncDisposable
{
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HintPatience = TimeSpan.FromSeconds(5);

    private const double WarmingSeconds = 5;
    private const int WarmingClients = 16;
    private const int WarmingKeys = 100;

    private RunningCluster? _cluster;
    private ClusterKey? _key;
    private string _home = "";
    private int _cells;
    private bool _isDoubtful;

    /// <summary>What cells say on the screen stands in their folders too, and would drown the matrix.</summary>
    private readonly IAnsiConsole _silence =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });

    public async Task<double?> PrepareAsync(ClusterKey key, CancellationToken cancellation)
    {
        if (_key == key && await IsUsableAsync(cancellation))
        {
            return null;
        }

        await CloseAsync();
        var started = Stopwatch.GetTimestamp();
        _home = folder.NextCluster();
        _cluster = await ClusterOpening.SpawnAsync(PlanOf(key), _ => { }, cancellation);
        await WarmAsync(key, cancellation);
        _key = key;
        _cells = 0;
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The first cell has the usual keys, the others have theirs numbered.</summary>
    public string NextKeyPrefix() => ++_cells == 1 ? "key-" : $"key{_cells}-";

    public async Task<int> RunAsync(ExperimentOptions options, CancellationToken cancellation)
    {
        _isDoubtful = true;
        var cluster = _cluster ?? throw new InvalidOperationException("no cluster was prepared");
        var exitCode = await ExperimentRunner.RunOnAsync(options, cluster, _silence, cancellation);
        _isDoubtful = false;
        return exitCode;
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>
    /// All nodes run and see each other, and no hint waits: what the cell before did to them is over. After a cell that
    /// failed nobody knows that.
    /// </summary>
    private async Task<bool> IsUsableAsync(CancellationToken cancellation)
    {
        try
        {
            return _cluster is { } cluster && !_isDoubtful
                && cluster.Nodes.All(node => node.IsRunning)
                && await NodeStatuses.SettleAsync(cluster, SettlePatience, cancellation)
                && await NodeStatuses.HintsDeliveredAsync(cluster, HintPatience, cancellation) == 0;
        }
        catch (NodeConnectionException)
        {
            return false;
        }
    }

    /// <summary>
    /// Works for some seconds and forgets it: the first cell on nodes that have compiled nothing yet would look slower
    /// than the same cell later.
    /// </summary>
    private async Task WarmAsync(ClusterKey key, CancellationToken cancellation)
    {
        var output = Path.Combine(_home, "warming");
        await RunAsync(
            new ExperimentOptions
            {
                Nodes = key.Nodes,
                Cluster = key.Settings,
                DurationSeconds = WarmingSeconds,
                WarmupSeconds = 0,
                Concurrency = WarmingClients,
                Keyspace = WarmingKeys,
                KeyPrefix = "warming-",
                OutputDir = output,
                Label = "warming",
                Seed = seed,
                RepeatCommand = "",
            },
            cancellation);
        Directory.Delete(output, recursive: true);
    }

    private SpawnPlan PlanOf(ClusterKey key) => new()
    {
        NodeCount = key.Nodes,
        Settings = key.Settings,
        Program = NodeProgram.Find(nodeBinary, key.Settings.Host),
        LogFolder = Path.Combine(_home, ClusterOpening.LogFolder),
        DataFolder = Path.Combine(_home, DataFolders.Name),
        ClusterProcs = Path.Combine(_home, ClusterOpening.ClusterProcsName),
        Seed = seed,
    };

    /// <summary>Ends the nodes and removes their data; their logs stay.</summary>
    private async Task CloseAsync()
    {
        _key = null;
        if (_cluster is not { } cluster)
        {
            return;
        }

        _cluster = null;
        await cluster.DisposeAsync();
        if (Path.Combine(_home, DataFolders.Name) is var data && Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
