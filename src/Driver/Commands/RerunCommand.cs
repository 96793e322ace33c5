using System.CommandLine;
using System.Globalization;
using DynamoLab.Driver.Bundles;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Results;
using DynamoLab.Driver.Screen;

namespace DynamoLab.Driver.Commands;

/// <summary><c>rerun</c>: repeats the run of a bundle and compares.</summary>
internal sealed class RerunCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private const int RepeatsMax = 100;

    private readonly Argument<string> _bundle = new("BUNDLE") { Description = "a file that 'bundle' made" };

    private readonly Option<int> _repeats = LabOption.Int(
        "repeats", "how often: two at least, or there is no spread to compare with", 5);

    private readonly Option<string?> _nodeBinary = LabOption.Text(
        "node_binary", "<file>", "the node program (default: the one beside this program)");

    private readonly Option<string?> _outputDir = CommonOptions.OutputDirOrDefault("rerun");

    public Command Build()
    {
        var command = new LabCommand(
            "rerun",
            "Repeats the run of a bundle and compares its figures with those of the repeats: inside or outside of\n"
            + "the 95% intervals of one more run. Exit code 1 when a figure lies outside or a promise is broken.",
            [new("Repeats", [_repeats, _nodeBinary]), new("Results", [_outputDir])])
        {
            Examples = ["rerun results/20260131_134506_A_uniform_none.bundle.zip --repeats 10"],
        };
        command.Arguments.Add(_bundle);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var repeats = result.GetValue(_repeats);
        Check.Require(Check.Within("--repeats", repeats, 2, RepeatsMax));
        var bundle = Bundle.Read(result.GetRequiredValue(_bundle));
        var origin = RunOrigin.Of(arguments, context.Time);
        var folder = ResultsFolder.Open(result.GetValue(_outputDir) ?? origin.FolderOf("rerun"), origin.StartedAt);
        var broken = 0;
        var metrics = new List<string>();
        for (var i = 1; i <= repeats; i++)
        {
            context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"repeat {i} of {repeats}"));
            var output = folder.PathOf(string.Create(CultureInfo.InvariantCulture, $"repeat-{i}"));
            broken += await RepeatAsync(bundle, Additions(result, output), cancellation) == ExitCode.Done ? 0 : 1;
            metrics.Add(await File.ReadAllTextAsync(Path.Combine(output, Bundle.Metrics), cancellation));
        }

        var report = new RerunReport(bundle.TextOf(Bundle.Metrics), metrics);
        Show(bundle, report, folder, broken);
        return broken == 0 && report.IsInside ? ExitCode.Done : ExitCode.Broken;
    }

    private string[] Additions(ParseResult result, string output) =>
        result.GetValue(_nodeBinary) is { } program
            ? ["--output_dir", output, "--node_binary", program]
            : ["--output_dir", output];

    /// <summary>The same command in this process, but for the folder.</summary>
    private async Task<int> RepeatAsync(Bundle bundle, string[] additions, CancellationToken cancellation)
    {
        using var errors = new StringWriter();
        string[] words = [.. bundle.Manifest.Arguments, .. additions];
        var exitCode = await new CommandLine(context, TextWriter.Null, errors).RunAsync(words, cancellation);
        var problem = errors.ToString().Replace("error: ", "", StringComparison.Ordinal).Trim();
        return exitCode == ExitCode.CannotRun
            ? throw new CannotRunException($"the run cannot be repeated: {problem}")
            : exitCode;
    }

    private void Show(Bundle bundle, RerunReport report, ResultsFolder folder, int broken)
    {
        folder.Write("rerun.csv", report.Csv);
        context.Console.Line();
        var config = File.ReadAllText(Path.Combine(folder.PathOf("repeat-1"), Bundle.Config));
        foreach (var difference in Surroundings.Differences(bundle.TextOf(Bundle.Config), config))
        {
            context.Console.Line($"differs: {difference}");
        }

        foreach (var line in report.Lines())
        {
            context.Console.Line(line);
        }

        if (broken > 0)
        {
            context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{broken} repeats broke a promise"));
        }

        context.Console.Line($"results: {folder.Path}");
    }
}
