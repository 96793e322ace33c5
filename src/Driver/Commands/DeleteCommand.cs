using System.CommandLine;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Commands;

/// <summary><c>delete KEY</c>.</summary>
internal sealed class DeleteCommand(CommandContext context)
{
    private readonly Argument<string> _key = new("KEY") { Description = "the key, as text" };
    private readonly WriteOptionSet _options = new(
        "delete.json", "what the delete covers, as 'get' printed it (default: what its coordinator holds)");

    public Command Build()
    {
        var command = new LabCommand(
            "delete",
            "Deletes a key: writes a tombstone that covers the context, or all that its coordinator holds.\n"
            + "Exit code 1 when the quorum was not met.",
            [_options.Group])
        {
            Examples = ["delete cart", "delete cart --context AgVub2RlMQ..."],
        };
        command.Arguments.Add(_key);
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var key = DataSession.KeyOf(result.GetRequiredValue(_key));
        return _options.RunAsync(
            context, result, key, (session, given) => session.DeleteAsync(key, given, cancellation), cancellation);
    }
}
