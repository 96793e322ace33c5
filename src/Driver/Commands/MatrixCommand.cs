using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Matrix;
using DynamoLab.Driver.Matrix.Format;

namespace DynamoLab.Driver.Commands;

/// <summary><c>matrix</c>: many runs from one file, and one table of them.</summary>
internal sealed class MatrixCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly Argument<string> _file = new("FILE") { Description = "the matrix; cluster/README.md tells how" };

    private readonly Option<string?> _outputDir = LabOption.Text(
        "output_dir", "<folder>", "where files go, or where a matrix was begun: then it goes on (default "
        + "results/<timestamp>_matrix-<name>)");

    private readonly Option<int?> _repeats = LabOption.OptionalInt(
        "repeats", "runs of every cell; from two on with 95% confidence intervals (default: as the file says)");

    private readonly Option<ulong?> _seed = LabOption.Seed(
        "seed", "decides everything the driver draws (default: as the file says, or drawn and printed)");

    private readonly Option<bool> _quick = LabOption.Flag("quick", "cut every cell to seconds and few keys");

    private readonly Option<string?> _only = LabOption.Text(
        "only", "<pattern>", "one row, or the cells whose name matches, * standing for anything");

    private readonly Option<bool> _list = LabOption.Flag("list", "show the runs and the time they take, and end");

    private readonly Option<string?> _nodeBinary = LabOption.Text(
        "node_binary", "<file>", "the node program (default: the one beside this program)");

    public Command Build()
    {
        var command = new LabCommand(
            "matrix",
            "Runs the cells of a matrix file one after the other: each is a 'run' with a folder of its own. Nodes\n"
            + "serve all cells that can share them. Finished cells are kept: given the same --output_dir again, it\n"
            + "goes on where it stopped. Writes matrix.csv, a row for every cell.\n"
            + "Exit code 0: every promise held in every cell; 1: one was broken; 2: a cell could not be run.",
            [new("Matrix", [_repeats, _quick, _only, _list, _seed, _outputDir, _nodeBinary])])
        {
            Examples =
            [
                "matrix cluster/matrix/seed.json --list",
                "matrix cluster/matrix/seed.json --quick",
                "matrix cluster/matrix/seed.json --repeats 3 --output_dir results/seed",
                "matrix cluster/matrix/quorum.json --quick --only 'n3-*'",
            ],
        };
        command.Arguments.Add(_file);
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var options = new MatrixOptions
        {
            File = result.GetRequiredValue(_file),
            OutputDir = result.GetValue(_outputDir),
            Repeats = result.GetValue(_repeats),
            Seed = result.GetValue(_seed),
            IsQuick = result.GetValue(_quick),
            IsListOnly = result.GetValue(_list),
            Only = result.GetValue(_only),
            NodeBinary = result.GetValue(_nodeBinary),
        };
        Check.Require(Check.Within("--repeats", options.Repeats ?? 1, 1, MatrixFileReader.RepeatsMax));
        return new MatrixJob(options, context.Console, RunOrigin.Of(arguments, context.Time)).RunAsync(cancellation);
    }
}
