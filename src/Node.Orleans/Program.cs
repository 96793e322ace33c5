using DynamoLab.Node.Orleans.Options;
using DynamoLab.Node.Orleans.Silos;

namespace DynamoLab.Node.Orleans;

/// <summary>The entry point of <c>dynamo-node-orleans</c>: the node of <c>dynamo-node</c>, in a silo.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var (settings, nodeArguments, error) = SiloCommand.Parse(args);
        if (error.Length > 0)
        {
            await Console.Error.WriteLineAsync(error);
            return Node.Program.BadInput;
        }

        var exitCode = await Node.Program.RunAsync(
            nodeArguments, (node, log, _) => new SiloNetwork(settings, node, log));
        if (nodeArguments.Any(word => word is "--help" or "-h" or "-?"))
        {
            await Console.Out.WriteLineAsync(SiloCommand.Help);
        }

        return exitCode;
    }
}
