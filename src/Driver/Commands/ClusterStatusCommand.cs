using System.CommandLine;
using System.Globalization;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cluster;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary><c>cluster status</c>: how every node is, and how the others see it.</summary>
internal sealed class ClusterStatusCommand(CommandContext context)
{
    private const string FileName = "cluster_status.json";

    private readonly Option<string?> _clusterProcs = CommonOptions.ClusterProcs();
    private readonly Option<string?> _clusterSecretFile = CommonOptions.ClusterSecretFile();
    private readonly Option<string?> _outputDir = CommonOptions.OutputDir(FileName);

    public Command Build()
    {
        var command = new LabCommand(
            "status",
            "Shows every node of a running cluster: its process and port, how many nodes see it alive, what it holds.\n"
            + "Exit code 2 when a node does not answer.",
            [new("Options", [_clusterProcs, _clusterSecretFile, _outputDir])])
        {
            Examples = ["cluster status", "cluster status --cluster_procs results/run1/cluster_procs.json"],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var path = result.GetValue(_clusterProcs)!;
        var folder = JsonAnswer.Prepare(result.GetValue(_outputDir));
        var sights = await NodeSight.OfAsync(
            ClusterProcs.Read(path, result.GetValue(_clusterSecretFile)), cancellation);
        var rows = sights.Select(sight => StatusRow.Of(sight, sights)).ToList();
        context.Console.Write(TableOf(rows));
        JsonAnswer.Write(folder, FileName, rows);
        var missing = sights.FirstOrDefault(sight => !sight.IsAnswering);
        return missing is null
            ? ExitCode.Done
            : throw new CannotRunException($"--cluster_procs {path}: {Describe(missing)}");
    }

    private static string Describe(NodeSight sight)
    {
        var node = $"{sight.Entry.Node} (pid {sight.Entry.ProcessId})";
        if (!sight.IsRunning)
        {
            return $"no such process: {node}";
        }

        return sight.Status is { } other
            ? $"on port {sight.Entry.Port} answers {other.Node} (pid {other.ProcessId}), not {node}"
            : $"{node} does not answer on port {sight.Entry.Port}: {sight.Silence}";
    }

    private static Table TableOf(IEnumerable<StatusRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in (string[])[
            "node", "pid", "port", "state", "seen alive by", "keys", "hints", "ring", "MB"])
        {
            table.AddColumn(new TableColumn(new Text(title)));
        }

        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Node), Number(row.Pid), Number(row.Port), new Text(row.State),
                new Text($"{row.SeenAliveBy} of {row.Asked}"), Number(row.Keys), Number(row.Hints),
                new Text(row.Ring), Number(row.ResidentMegabytes));
        }

        return table;
    }

    private static Text Number(long? value) =>
        new(value?.ToString(CultureInfo.InvariantCulture) ?? "-", Style.Plain);
}
