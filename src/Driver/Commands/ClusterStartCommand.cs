using System.CommandLine;
using DynamoLab.Core.Storage;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Cluster;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary><c>cluster start</c>: nodes that go on by themselves.</summary>
internal sealed class ClusterStartCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private const int BasePortDefault = 60_000;

    private readonly ClusterOptionSet _settings = new();
    private readonly Option<int?> _nodes = LabOption.OptionalInt("nodes", "how many nodes, node1 to node<n>");
    private readonly Option<int> _basePort = LabOption.Int(
        "base_port", "the first node's port, the others following", BasePortDefault);

    private readonly Option<string?> _clusterProcs = LabOption.Text(
        "cluster_procs", "<file>", "where pids and ports are written", ClusterOpening.ClusterProcsName);

    private readonly TlsOptionSet _tls = new();
    private readonly Option<string?> _dataDir = CommonOptions.DataDir();
    private readonly Option<string?> _outputDir = CommonOptions.OutputDirOrDefault("cluster");
    private readonly Option<ulong?> _seed = LabOption.Seed("seed", "decides what the nodes draw (default: drawn)");

    public Command Build()
    {
        var command = new LabCommand(
            "start",
            "Starts a cluster whose nodes go on by themselves, and returns when every node sees all others.\n"
            + "Each node logs to <output_dir>/logs/<node>.log. Started again with the same\n"
            + "--data_dir and --durability, a cluster has its data again.",
            [
                new("Cluster", [_nodes, _basePort, _clusterProcs, _dataDir, .. _tls.Options, _outputDir, _seed]),
                _settings.Group,
            ])
        {
            Examples =
            [
                "cluster start --nodes 5",
                "cluster start --nodes 100 --base_port 20000 --cluster_procs hundred.json",
                "cluster start --nodes 3 --tls_cert node.pem --tls_key node.key --tls_ca ca.pem",
            ],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var nodes = result.GetValue(_nodes) ?? throw new CannotRunException("--nodes is missing: how many to start");
        var settings = _settings.Bind(result);
        Check.Require([_settings.Conflict(result), .. ClusterValidation.Errors(settings, nodes)]);
        var clusterProcs = result.GetValue(_clusterProcs)!;
        RefuseToForget(clusterProcs);
        var origin = RunOrigin.Of(arguments, context.Time);
        var program = NodeProgram.Find(result.GetValue(_settings.NodeBinary), settings.Host);
        var certificate = _tls.Read(result);
        FreePorts.Consecutive(nodes, result.GetValue(_basePort));
        var folder = OutputFolder.Prepare(result.GetValue(_outputDir) ?? origin.FolderOf("cluster"));
        var plan = new SpawnPlan
        {
            NodeCount = nodes,
            Settings = settings,
            Program = program,
            LogFolder = Path.Combine(folder, ClusterOpening.LogFolder),
            DataFolder = result.GetValue(_dataDir) ?? Links.Refuse(Path.Combine(folder, DataFolders.Name)),
            Seed = result.GetValue(_seed) ?? origin.DrawnSeed,
            BasePort = result.GetValue(_basePort),
            OwnsProcesses = false,
            ClusterProcs = clusterProcs,
            Certificate = certificate,
        };
        await using var cluster = await SpawnProgressView.ShowAsync(
            context.Console, nodes, report => ClusterOpening.SpawnAsync(plan, report, cancellation));
        context.Console.WriteLine($"pids and ports: {clusterProcs}");
        context.Console.WriteLine($"logs: {plan.LogFolder}");
        if (settings.Durability != Durability.Memory)
        {
            context.Console.WriteLine($"data: {plan.DataFolder}");
        }

        return ExitCode.Done;
    }

    /// <summary>Overwriting the file of a cluster that still runs would leave nobody to stop it.</summary>
    private static void RefuseToForget(string clusterProcs)
    {
        if (File.Exists(clusterProcs)
            && ClusterProcs.Read(clusterProcs).Entries.Any(entry => Processes.IsRunning(entry.ProcessId)))
        {
            throw new CannotRunException(
                $"--cluster_procs {clusterProcs} names a cluster that still runs; stop it, or name another file");
        }
    }
}
