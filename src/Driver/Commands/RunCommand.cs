using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cli.Validation;
using DynamoLab.Driver.Cluster;

namespace DynamoLab.Driver.Commands;

/// <summary>
/// <c>run</c>, and its other name <c>experiment</c>: checks everything that can be checked before a process is
/// spawned, then hands over.
/// </summary>
internal sealed class RunCommand(CommandContext context, IReadOnlyList<string> arguments)
{
    private readonly ExperimentOptionSet _options = new();

    public Command Build(string name)
    {
        var command = new LabCommand(
            name,
            "Runs an experiment: a workload, one failure, repair rounds; then results and a verdict.\n"
            + "With --nodes it spawns a cluster of its own and ends it, with --cluster_procs it uses a running one.\n"
            + "Exit code 0: every promise checked held; 1: one was broken; 2: it could not run.",
            _options.Groups)
        {
            Examples =
            [
                $"{name} --nodes 5 --failure_mode crash --duration 30 --warmup 5 --failure_duration 10 --post_repair",
                $"{name} --nodes 5 --workload B --dist zipf --failure_mode partition --duration 40 --seed 7",
                $"{name} --nodes 3 --rate 2000 --quorum strict --R 1 --W 3",
                $"{name} --cluster_procs cluster_procs.json --failure_mode slow --slow_ms 100",
                $"{name} --nodes 5 --failure_mode partition --hints off --read_repair off --post_repair",
                $"{name} --nodes 5 --durability sync --failure_mode slow_disk --disk_ms 100",
                $"{name} --nodes 3 --tls_cert node.pem --tls_key node.key --tls_ca ca.pem",
            ],
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        Check.Require(Conflict(result));
        var options = _options.Bind(result, RunOrigin.Of(arguments, context.Time));
        Check.Require(ExperimentValidation.Errors(options));
        if (options.Nodes is null)
        {
            ClusterProcs.ReadRunning(options.ClusterProcs, options.ClusterSecretFile);
        }
        else
        {
            NodeProgram.Find(options.NodeBinary, options.Cluster.Host);
            if (_options.Tls.Read(result) is { } certificate)
            {
                var cluster = options.Cluster with { PeerSockets = PeerSockets.Tcp };
                options = options with { Certificate = certificate, Cluster = cluster };
            }
        }

        options = options with { OutputDir = OutputFolder.Prepare(options.OutputDir) };
        return await context.RunExperiment(options, context.Console, cancellation);
    }

    private string? Conflict(ParseResult result)
    {
        if (result.IsGiven(_options.Nodes) && result.IsGiven(_options.ClusterProcs))
        {
            return "--nodes spawns a cluster and --cluster_procs names a running one: give one of them";
        }

        if (result.IsGiven(_options.Nodes) && result.IsGiven(_options.ClusterSecretFile))
        {
            return "--nodes spawns a cluster with a secret of its own, and --cluster_secret_file is for a running one: "
                + "give one of them";
        }

        if (result.IsGiven(_options.DataDir) && !result.IsGiven(_options.Nodes))
        {
            return "--data_dir is where spawned nodes keep their data: give --nodes too";
        }

        if (_options.Tls.Options.FirstOrDefault(result.IsGiven) is { } tls && !result.IsGiven(_options.Nodes))
        {
            return $"{tls.Name} is for spawned nodes, and the file of a running cluster says whether it speaks TLS: "
                + "give --nodes too";
        }

        if (_options.Settings.Conflict(result) is { } conflict)
        {
            return conflict;
        }

        return result.IsGiven(_options.Operations) && result.IsGiven(_options.Duration)
            ? "--ops ends the run instead of --duration: give one of them"
            : null;
    }
}
