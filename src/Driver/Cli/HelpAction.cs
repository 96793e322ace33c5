using System.CommandLine;
using System.CommandLine.Invocation;

namespace DynamoLab.Driver.Cli;

/// <summary>Prints the help text of the command it was asked for.</summary>
internal sealed class HelpAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(HelpText.Of(parseResult.CommandResult.Command));
        return ExitCode.Done;
    }
}
