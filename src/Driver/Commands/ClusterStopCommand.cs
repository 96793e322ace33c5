using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cluster;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary><c>cluster stop</c>: ends the nodes of a file, and no other process.</summary>
internal sealed class ClusterStopCommand(CommandContext context)
{
    private const string FileName = "cluster_stop.json";

    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);

    private readonly Option<string?> _clusterProcs = CommonOptions.ClusterProcs();
    private readonly Option<string?> _clusterSecretFile = CommonOptions.ClusterSecretFile();
    private readonly Option<string?> _outputDir = CommonOptions.OutputDir(FileName);

    public Command Build()
    {
        var command = new LabCommand(
            "stop",
            "Ends the nodes of a running cluster: SIGTERM, and SIGKILL to those still there after 5 s; then removes\n"
            + "the file, and the secret that was drawn for the cluster. A process that is not certain to be the node\n"
            + "that the file names is left alone.",
            [new("Options", [_clusterProcs, _clusterSecretFile, _outputDir])])
        {
            Examples = ["cluster stop", "cluster stop --cluster_procs hundred.json"],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var path = result.GetValue(_clusterProcs)!;
        var folder = JsonAnswer.Prepare(result.GetValue(_outputDir));
        var nodes = await NodeSight.OfAsync(
            ClusterProcs.Read(path, result.GetValue(_clusterSecretFile)), cancellation);
        var ends = await Task.WhenAll(nodes.Select(node => EndAsync(node, cancellation)));
        var endings =
            nodes.Zip(ends, (node, end) => new { node.Entry.Node.Name, Pid = node.Entry.ProcessId, End = end });
        foreach (var ending in endings.Where(ending => ending.End != NodeEnd.Stopped))
        {
            context.Console.WriteLine($"{ending.Name} (pid {ending.Pid}): {TextOf(ending.End)}");
        }

        JsonAnswer.Write(folder, FileName, endings.Select(e => new { e.Name, e.Pid, End = TextOf(e.End) }));
        var strangers = nodes.Zip(ends).Where(pair => pair.Second == NodeEnd.LeftAlone).Select(p => p.First).ToList();
        if (strangers.Count > 0)
        {
            throw new CannotRunException(
                $"--cluster_procs {path}: pid {strangers[0].Entry.ProcessId} runs but "
                + $"is not {strangers[0].Entry.Node}; "
                + "it was left alone, and the file is kept");
        }

        File.Delete(path);
        File.Delete(SecretFile.PathBeside(path));
        context.Console.WriteLine($"{ends.Count(end => end != NodeEnd.WasDead)} nodes stopped; {path} removed");
        return ExitCode.Done;
    }

    private static async Task<NodeEnd> EndAsync(NodeSight node, CancellationToken cancellation)
    {
        var processId = node.Entry.ProcessId;
        if (!node.IsRunning)
        {
            return NodeEnd.WasDead;
        }

        if (!node.IsCertain)
        {
            return NodeEnd.LeftAlone;
        }

        Processes.Terminate(processId);
        if (await Processes.IsGoneWithinAsync(processId, LeaveLimit, cancellation))
        {
            return NodeEnd.Stopped;
        }

        Processes.Kill(processId);
        await Processes.IsGoneWithinAsync(processId, LeaveLimit, cancellation);
        return NodeEnd.Killed;
    }

    private static string TextOf(NodeEnd end) => end switch
    {
        NodeEnd.Stopped => "stopped",
        NodeEnd.Killed => "did not leave within 5 s and was killed",
        NodeEnd.WasDead => "was not running",
        NodeEnd.LeftAlone => "is another process and was left alone",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "unknown"),
    };
}
