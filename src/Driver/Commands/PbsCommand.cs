using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Pbs;
using DynamoLab.Driver.Studies;

namespace DynamoLab.Driver.Commands;

/// <summary><c>pbs</c>: how stale reads may be, predicted from one-way delays.</summary>
internal sealed class PbsCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly Argument<string?> _run = new("RUN")
    {
        Description = "the results folder of a run: predicts from its delays, and overlays what its clients saw",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _paper = LabOption.Flag(
        "paper", "the table of the paper from its published fits, beside what it printed");

    private readonly Option<int> _replicas = LabOption.Int("N", "replicas", 3, "replication_factor");

    private readonly Option<int?> _readQuorum = LabOption.OptionalInt(
        "R", "read quorum (default: the paper's six pairs; beside another N all)", "read_quorum_r");

    private readonly Option<int?> _writeQuorum = LabOption.OptionalInt("W", "write quorum", "write_quorum_w");

    private readonly Option<int> _trials = LabOption.Int(
        "trials", "writes, each with a read, per fit or run", 1_000_000);

    private readonly Option<ulong?> _seed = CommonOptions.Seed("everything that is drawn");

    private readonly Option<string?> _outputDir = CommonOptions.OutputDirOrDefault("pbs");

    public Command Build()
    {
        var command = new LabCommand(
            "pbs",
            "Predicts how stale reads may be from one-way delays: Probabilistically Bounded Staleness, Bailis et al.,\n"
            + "VLDB 2012. Monte Carlo of W, A, R and S, the delays of quorum replication. Writes pbs.csv and pbs.html.",
            [
                new("The paper's table", [_paper, _replicas, _readQuorum, _writeQuorum]),
                new("Monte Carlo", [_trials, _seed]),
                new("Results", [_outputDir]),
            ])
        {
            Examples =
            [
                "pbs --paper --seed 1",
                "pbs --paper --N 5 --R 1 --W 1 --trials 10000000",
                "run --nodes 3 --R 1 --W 1 --keyspace 20 --read_repair off --output_dir results/partial",
                "pbs results/partial",
            ],
        };
        command.Arguments.Add(_run);
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        Check.Require(Check.Within(
            "--trials", result.GetValue(_trials), PaperOptions.TrialsMin, PaperOptions.TrialsMax));
        var study = StudyOf(result);
        var run = new StudyRun(context.Console, context.Time, RunOrigin.Of(arguments, context.Time));
        return run.RunAsync(study, result.GetValue(_seed), result.GetValue(_outputDir), cancellation);
    }

    private IStudy StudyOf(ParseResult result)
    {
        var isPaper = result.GetValue(_paper);
        if (result.GetValue(_run) is { } folder)
        {
            Option[] ofThePaper = [_paper, _replicas, _readQuorum, _writeQuorum];
            return ofThePaper.FirstOrDefault(result.IsGiven) is { } misplaced
                ? throw new CannotRunException(
                    $"{misplaced.Name} and RUN {folder}: give one of them; a run has N, R and W of its own")
                : new RunStudy(RunData.Read(folder), result.GetValue(_trials));
        }

        return isPaper
            ? new PaperStudy(Checked(result))
            : throw new CannotRunException("pbs needs a run's folder, or --paper for the table of the paper");
    }

    private PaperOptions Checked(ParseResult result)
    {
        var options = new PaperOptions(
            result.GetValue(_replicas), result.GetValue(_readQuorum), result.GetValue(_writeQuorum),
            result.GetValue(_trials));
        Check.Require(
            Check.Within("--N", options.Replicas, 1, PaperOptions.ReplicasMax),
            Check.Within("--R", options.ReadQuorum ?? 1, 1, options.Replicas, "N"),
            Check.Within("--W", options.WriteQuorum ?? 1, 1, options.Replicas, "N"));
        return options;
    }
}
