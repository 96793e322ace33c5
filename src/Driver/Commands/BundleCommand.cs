using System.CommandLine;
using DynamoLab.Driver.Bundles;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Screen;

namespace DynamoLab.Driver.Commands;

/// <summary><c>bundle</c>: a run in one file, for others to repeat.</summary>
internal sealed class BundleCommand(CommandContext context)
{
    private readonly Argument<string> _folder = new("FOLDER") { Description = "the results folder of a run" };

    private readonly Option<string?> _outputDir = LabOption.Text(
        "output_dir", "<folder>", "where the bundle goes (default: beside FOLDER)");

    public Command Build()
    {
        var command = new LabCommand(
            "bundle",
            "Packs a run into one file: configuration, seed, figures with their histograms, environment, as\n"
            + "FOLDER.bundle.zip. 'rerun' repeats it.",
            [new("Results", [_outputDir])])
        {
            Examples = ["bundle results/20260131_134506_A_uniform_none"],
        };
        command.Arguments.Add(_folder);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(result.GetRequiredValue(_folder)));
        var bundle = Bundle.OfFolder(folder);
        var target = result.GetValue(_outputDir) is { } asked
            ? OutputFolder.Prepare(asked)
            : Path.GetDirectoryName(folder) ?? folder;
        var path = Path.Combine(target, $"{Path.GetFileName(folder)}.bundle.zip");
        bundle.Write(path);
        context.Console.Line($"{bundle.Manifest.Files.Count} files of {folder}");
        context.Console.Line($"bundle: {path}");
        return ExitCode.Done;
    }
}
