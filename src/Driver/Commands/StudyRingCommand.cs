using System.CommandLine;
using DynamoLab.Core;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Studies;

namespace DynamoLab.Driver.Commands;

/// <summary><c>study ring</c>: the load balance of the placements.</summary>
internal sealed class StudyRingCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly Option<int> _nodes = LabOption.Int("nodes", "nodes on the ring", 30);
    private readonly Option<int> _tokens = LabOption.Int("tokens_per_node", "of the two random placements", 32);
    private readonly Option<int> _keys = LabOption.Int("keyspace", "number of keys", 10_000);
    private readonly Option<double> _zipf = LabOption.Number("zipf_s", "<s>", "exponent", 0.99);
    private readonly Option<int> _requests = LabOption.Int("requests_max", "the highest load", 1_000_000);
    private readonly Option<int> _repeats = LabOption.Int("repeats", "rings and loads, each drawn anew", 20);
    private readonly StudyOptionSet _common = new(context, arguments, "ring");

    public Command Build()
    {
        var command = new LabCommand(
            "ring",
            "Load balance of the three placements: efficiency (mean over highest load) and the share of nodes more\n"
            + "than 15% off the mean, for N = 1 and 3, uniform and zipf, by requests. Writes ring.csv and ring.html.",
            [new("Ring and load", [_nodes, _tokens, _keys, _zipf, _requests, _repeats]), _common.Group])
        {
            Examples = ["study ring --seed 1", "study ring --nodes 100 --tokens_per_node 128 --repeats 50"],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var options = new RingStudyOptions(
            result.GetValue(_nodes), result.GetValue(_tokens), result.GetValue(_keys), result.GetValue(_zipf),
            result.GetValue(_requests), result.GetValue(_repeats));
        Check.Require(
            Check.Within("--nodes", options.Nodes, 1, Limits.MembersMax),
            Check.Within("--tokens_per_node", options.TokensPerNode, 1, 1024),
            Check.Within("--keyspace", options.Keys, 1, 10_000_000),
            Check.NotNegative("--zipf_s", options.ZipfExponent),
            Check.Within("--requests_max", options.RequestsMax, 1000, 1_000_000),
            Check.Within("--repeats", options.Repeats, 1, 10_000));
        return _common.RunAsync(result, new RingStudy(options), cancellation);
    }
}
