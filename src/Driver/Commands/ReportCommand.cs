using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Screen;
using DynamoLab.Report.Comparisons;
using DynamoLab.Report.Matrix;
using DynamoLab.Report.Runs;

namespace DynamoLab.Driver.Commands;

/// <summary><c>report</c>: the page of a run, drawn anew, or one that compares several.</summary>
internal sealed class ReportCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly Argument<string[]> _folders = new("FOLDER")
    {
        Description = "the folder of a run, or of a matrix; several runs are compared",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _outputDir = LabOption.Text(
        "output_dir", "<folder>", "where a comparison goes (default results/<timestamp>_comparison)");

    public Command Build()
    {
        var command = new LabCommand(
            "report",
            "Draws report.html and charts/*.svg of a run anew, from the files in its folder, or matrix.html of a "
            + "matrix.\nOf several runs it makes one page that compares them: what differs, figures beside each other, "
            + "charts on\nthe same axes.",
            [new("Results", [_outputDir])])
        {
            Examples =
            [
                "report results/20260131_134506_A_uniform_crash",
                "report results/before results/after --output_dir results/before-and-after",
            ],
        };
        command.Arguments.Add(_folders);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var folders = result.GetRequiredValue(_folders);
        if (folders.Length == 1 && result.IsGiven(_outputDir))
        {
            throw new CannotRunException(
                "--output_dir is for a comparison: the page of one run goes into the run's folder");
        }

        var page = folders is [var only]
            ? await (MatrixResults.IsIn(only) ? MatrixReport.WriteAsync(only) : RunReport.WriteAsync(only))
            : await ComparisonReport.WriteAsync(RunSet.Read(folders), OutputOf(result));
        context.Console.Line($"page: {page}");
        return ExitCode.Done;
    }

    private string OutputOf(ParseResult result) =>
        result.GetValue(_outputDir) ?? RunOrigin.Of(arguments, context.Time).FolderOf("comparison");
}
