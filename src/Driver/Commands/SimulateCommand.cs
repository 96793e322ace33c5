using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Simulations;
using DynamoLab.Simulation;

namespace DynamoLab.Driver.Commands;

/// <summary><c>simulate</c>: thousands of schedules of the node's own code on virtual time.</summary>
internal sealed class SimulateCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private const int FailuresMaxDefault = 5;

    private readonly Option<NumberRange> _seeds = LabOption.Range(
        "seeds", "<a..b>", "the schedules to run, or one alone", new(1, 1000));

    private readonly Option<NumberRange> _nodes = LabOption.Range(
        "nodes", "<a..b>", "how many nodes a schedule may have", new(3, 9));

    private readonly Option<int?> _keys = LabOption.OptionalInt("keys", "keys at most (default: as drawn)");

    private readonly Option<int?> _clients = LabOption.OptionalInt("clients", "clients at most (default: as drawn)");

    private readonly Option<int?> _operations = LabOption.OptionalInt(
        "operations", "operations at most (default: as drawn)");

    private readonly Option<string?> _faults = LabOption.Text(
        "faults", "<n,n,..>", "the numbers of the only faults that happen, or none (default: all that are drawn)");

    private readonly Option<int?> _jobs = LabOption.OptionalInt("jobs", "threads (default: one for every processor)");

    private readonly Option<int> _failures = LabOption.Int(
        "failures_max", "schedules that may fail before no more are begun", FailuresMaxDefault);

    private readonly Option<bool> _trace = LabOption.Flag("trace", "one seed: tell every event, one line each");

    private readonly Option<bool> _shrink = LabOption.Flag(
        "shrink", "one seed that fails: take out what can go while it still fails, and tell what is left");

    private readonly Option<bool> _allowUncovered = LabOption.Flag(
        "allow_uncovered", "faults and paths that never happened are no reason to fail");

    public Command Build()
    {
        var command = new LabCommand(
            "simulate",
            "Runs the node's own code on virtual time: clocks, network, disks and clients are simulated, and\n"
            + "everything is drawn from the seed, the options included. "
            + "After the faults every promise is checked, and\n"
            + "that every request succeeds again. Exit code 1 when a schedule fails or something never happened.",
            [
                new("Schedules", [_seeds, _nodes, _jobs, _failures, _allowUncovered]),
                new("One seed", [_trace, _shrink]),
                new("Smaller schedules", [_keys, _clients, _operations, _faults]),
            ])
        {
            Examples =
            [
                "simulate --seeds 1..10000 --nodes 3..9",
                "simulate --seeds 4711 --trace",
                "simulate --seeds 4711 --shrink",
            ],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var options = Read(result);
        var (isTrace, isShrink) = (result.GetValue(_trace), result.GetValue(_shrink));
        if ((isTrace || isShrink) && options.Seeds.First != options.Seeds.Last)
        {
            throw new CannotRunException(
                $"--{(isTrace ? "trace" : "shrink")} takes one seed; --seeds {options.Seeds} are several");
        }

        var program = RunOrigin.Of(arguments, context.Time).Program;
        var run = new SimulationRun(options, context.Console, context.Time, program);
        return isShrink ? run.Shrink(cancellation) : isTrace ? run.Trace() : await run.SweepAsync(cancellation);
    }

    private SimulateOptions Read(ParseResult result)
    {
        var nodes = result.GetValue(_nodes);
        var seeds = result.GetValue(_seeds);
        Require(Check.Within("--nodes", Clamp(nodes.First), SimulationLimits.NodesLeast, SimulationLimits.NodesMost));
        Require(Check.Within("--nodes", Clamp(nodes.Last), SimulationLimits.NodesLeast, SimulationLimits.NodesMost));
        Require(Check.AtLeast("--keys", result.GetValue(_keys) ?? 1, 1));
        Require(Check.AtLeast("--clients", result.GetValue(_clients) ?? 1, 1));
        Require(Check.AtLeast("--operations", result.GetValue(_operations) ?? 1, 1));
        Require(Check.AtLeast("--failures_max", result.GetValue(_failures), 1));
        Require(Check.Within("--jobs", result.GetValue(_jobs) ?? 1, 1, 256));
        return new SimulateOptions
        {
            Seeds = seeds,
            Limits = new SimulationLimits
            {
                NodesMin = (int)nodes.First,
                NodesMax = (int)nodes.Last,
                Keys = result.GetValue(_keys),
                Clients = result.GetValue(_clients),
                Operations = result.GetValue(_operations),
                Faults = ReadFaults(result.GetValue(_faults)),
            },
            Jobs = result.GetValue(_jobs) ?? Environment.ProcessorCount,
            FailuresMax = result.GetValue(_failures),

            // One seed takes few paths, and nobody expects it to take all.
            AllowsUncovered = result.GetValue(_allowUncovered) || seeds.First == seeds.Last,
        };
    }

    private static List<int>? ReadFaults(string? text)
    {
        if (text is null or "none")
        {
            return text is null ? null : [];
        }

        var numbers = new List<int>();
        foreach (var word in text.Split(','))
        {
            if (!int.TryParse(word, out var number) || number < 1)
            {
                throw new CannotRunException($"--faults {text} is not none or numbers from 1, parted by commas");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static long Clamp(ulong number) => (long)Math.Min(number, long.MaxValue);

    private static void Require(string? error)
    {
        if (error is not null)
        {
            throw new CannotRunException(error);
        }
    }
}
