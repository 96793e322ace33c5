using System.CommandLine;
using DynamoLab.Core.Versions;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Commands;

/// <summary><c>put KEY VALUE</c>.</summary>
internal sealed class PutCommand(CommandContext context)
{
    private readonly Argument<string> _key = new("KEY") { Description = "the key, as text" };
    private readonly Argument<string> _value = new("VALUE") { Description = "the value, as text" };
    private readonly WriteOptionSet _options = new(
        "put.json", "what the write replaces, as 'get' printed it (default: nothing; it becomes a sibling)");

    public Command Build()
    {
        var command = new LabCommand(
            "put",
            "Writes a key. With the context of a read it replaces the siblings that read saw; without one it stands\n"
            + "beside whatever is there. Exit code 1 when the quorum was not met.",
            [_options.Group])
        {
            Examples = ["put cart apples", "put cart 'apples, pears' --context AgVub2RlMQ... --W 3"],
        };
        command.Arguments.Add(_key);
        command.Arguments.Add(_value);
        command.SetAction(RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var key = DataSession.KeyOf(result.GetRequiredValue(_key));
        var value = DataSession.ValueOf(result.GetRequiredValue(_value));
        return _options.RunAsync(
            context, result, key,
            (session, given) => session.PutAsync(key, value, given ?? CausalContext.Empty, cancellation),
            cancellation);
    }
}
