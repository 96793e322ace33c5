using System.CommandLine;
using System.Globalization;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Repairs;
using Spectre.Console;

namespace DynamoLab.Driver.Commands;

/// <summary><c>repair</c>: synchronous repair rounds on a running cluster.</summary>
internal sealed class RepairCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private const int MaxRoundsDefault = 10;

    private readonly Option<string?> _clusterProcs = CommonOptions.ClusterProcs();
    private readonly Option<string?> _clusterSecretFile = CommonOptions.ClusterSecretFile();
    private readonly Option<int> _maxRounds = LabOption.Int(
        "max_repair_rounds", "rounds to attempt at most", MaxRoundsDefault);

    private readonly Option<ulong?> _seed = CommonOptions.Seed("who exchanges with whom");

    private readonly Option<string?> _outputDir = CommonOptions.OutputDirOrDefault("repair");

    public Command Build()
    {
        var command = new LabCommand(
            "repair",
            "Pauses repair in the background, compares what the primaries of every key hold, and runs rounds until\n"
            + "they agree; then repair goes on. Writes repair_results.json: rounds per key, "
            + "null where they still differ.\n"
            + "Exit code 1 when a key's primaries still differ.",
            [new("Options", [_clusterProcs, _clusterSecretFile, _maxRounds, _seed, _outputDir])])
        {
            Examples = ["repair", "repair --max_repair_rounds 3 --seed 7 --output_dir results/repair1"],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var maxRounds = result.GetValue(_maxRounds);
        Check.Require(Check.AtLeast("--max_repair_rounds", maxRounds, 1));

        var path = result.GetValue(_clusterProcs)!;
        var secretFile = result.GetValue(_clusterSecretFile);
        ClusterProcs.ReadRunning(path, secretFile);
        var origin = RunOrigin.Of(arguments, context.Time);
        var folder = OutputFolder.Prepare(result.GetValue(_outputDir) ?? origin.FolderOf("repair"));
        await using var cluster = await ClusterOpening.AttachAsync(
            path, secretFile, new ClusterSettings(), new HashSet<string>(), folder, cancellation);
        var seed = result.GetValue(_seed) ?? origin.DrawnSeed;
        context.Console.WriteLine($"{cluster.Nodes.Count} nodes, at most {maxRounds} rounds, seed {seed}");
        var report = await RepairRounds.RunAsync(cluster, keys: null, maxRounds, seed, report: null, cancellation);
        RepairResultsFile.Write(folder, report);
        Show(report, Path.Combine(folder, RepairResultsFile.Name));
        return report.IsConverged ? ExitCode.Done : ExitCode.Broken;
    }

    private void Show(RepairReport report, string file)
    {
        if (report.Rounds.Count > 0)
        {
            context.Console.Write(RepairTable.Of(report));
        }

        var agreed = report.RoundsByKey.Values.Count(rounds => rounds is not null);
        context.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.RoundsByKey.Count} keys: {report.DivergedBefore} differed before, {agreed} agree now"));
        if (report.Unreachable.Count > 0)
        {
            context.Console.WriteLine(
                $"no answer from {string.Join(", ", report.Unreachable)}: their keys cannot agree");
        }

        context.Console.WriteLine($"rounds per key: {file}");
    }
}
