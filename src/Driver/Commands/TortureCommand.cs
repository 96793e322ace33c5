using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Commands;

/// <summary>
/// <c>torture</c>: nodes die and disks fail while clients write, and every acknowledged write is accounted for.
/// </summary>
internal sealed class TortureCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly TortureOptionSet _options = new();

    public Command Build()
    {
        var command = new LabCommand(
            "torture",
            "Kills nodes, one, several or all at once, wipes one now and then, stops them, cuts them off, slows them\n"
            + "down, and fills or breaks their disks, while clients write, read and delete. In the end everything\n"
            + "heals and is repaired, and every acknowledged write must be present or causally covered.\n"
            + "Exit code 0: it is; 1: one is lost, and named with its history; 2: it could not run.",
            _options.Groups)
        {
            Examples =
            [
                "torture --minutes 5 --durability sync --seed 1",
                "torture --minutes 2 --durability sync --power_failure",
                "torture --minutes 2 --durability memory",
                "torture --minutes 20 --durability sync --rate 2000 --kill_interval 60 --fault_interval 20",
            ],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var options = _options.Bind(result, RunOrigin.Of(arguments, context.Time));
        Check.Require([_options.Settings.Conflict(result), .. TortureValidation.Errors(options)]);
        NodeProgram.Find(options.NodeBinary, options.Cluster.Host);
        options = options with { OutputDir = OutputFolder.Prepare(options.OutputDir) };
        return await context.RunExperiment(options, context.Console, cancellation);
    }
}
