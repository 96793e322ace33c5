using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Studies;

namespace DynamoLab.Driver.Commands;

/// <summary><c>study convergence</c>: rounds until all agree.</summary>
internal sealed class StudyConvergenceCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly Option<int> _nodesMax = LabOption.Int("nodes_max", "the largest cluster", 10_000);
    private readonly Option<int> _keysMax = LabOption.Int(
        "keys_max", "the most keys of a cluster: 100, 1000 or 10000", 1000);
    private readonly Option<int> _repeats = LabOption.Int("repeats", "runs of every case, each drawn anew", 20);
    private readonly StudyOptionSet _common = new(context, arguments, "convergence");

    public Command Build()
    {
        var command = new LabCommand(
            "convergence",
            "Rounds until all replicas agree: one key on 2..10000 replicas beside theory, and clusters of 10..10000\n"
            + "nodes with N = 3 by keys and share diverged. Writes one_key.csv, clusters.csv and convergence.html.",
            [new("Size", [_nodesMax, _keysMax, _repeats]), _common.Group])
        {
            Examples =
            [
                "study convergence --seed 1",
                "study convergence --nodes_max 300 --keys_max 1000 --repeats 50 --output_dir results/convergence",
            ],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var (nodes, keys) = (result.GetValue(_nodesMax), result.GetValue(_keysMax));
        var repeats = result.GetValue(_repeats);
        Check.Require(
            Check.Within("--nodes_max", nodes, 10, 10_000),
            Check.Within("--keys_max", keys, 100, 10_000),
            Check.Within("--repeats", repeats, 1, 10_000));
        return _common.RunAsync(result, new ConvergenceStudy(nodes, keys, repeats), cancellation);
    }
}
