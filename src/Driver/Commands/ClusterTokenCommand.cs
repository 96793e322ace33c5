using System.CommandLine;
using DynamoLab.Driver.Cli;
using DynamoLab.Driver.Cluster;
using DynamoLab.Driver.Screen;

namespace DynamoLab.Driver.Commands;

/// <summary><c>cluster token</c>: what HTTP asks for.</summary>
internal sealed class ClusterTokenCommand(CommandContext context)
{
    private readonly Option<string?> _clusterProcs = CommonOptions.ClusterProcs();
    private readonly Option<string?> _clusterSecretFile = CommonOptions.ClusterSecretFile();

    public Command Build()
    {
        var command = new LabCommand(
            "token",
            "Prints the token that HTTP asks for, as a header. It is made from the cluster's secret, and the secret\n"
            + "cannot be found from it.",
            [new("Options", [_clusterProcs, _clusterSecretFile])])
        {
            Examples =
            [
                "cluster token",
                "cluster token --cluster_secret_file cluster.secret",
            ],
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var path = result.GetValue(_clusterProcs)!;
        var file = result.GetValue(_clusterSecretFile)
            ?? ClusterProcs.Read(path).Entries[0].SecretFile
            ?? throw new CannotRunException($"--cluster_procs {path}: the cluster has no secret; HTTP asks for none");
        context.Console.Line($"Authorization: Bearer {SecretFile.Read(file).Secret.HttpToken}");
        return ExitCode.Done;
    }
}
