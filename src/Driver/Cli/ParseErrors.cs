using System.CommandLine;
using System.CommandLine.Parsing;

namespace DynamoLab.Driver.Cli;

/// <summary>What is wrong with a command line, as the one line its author needs.</summary>
internal static class ParseErrors
{
    /// <returns>Null when it could be parsed.</returns>
    public static string? First(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens.Count > 0)
        {
            return Unmatched(command, result.UnmatchedTokens[0], Known(result));
        }

        if (result.Errors.Count == 0)
        {
            return null;
        }

        if (command.Subcommands.Count > 0)
        {
            return $"no command is given; accepted: {Names(command)}";
        }

        var error = result.Errors.FirstOrDefault(e => e.SymbolResult is not OptionResult { Tokens.Count: 0 })
            ?? result.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {option.Option.HelpName}",
            OptionResult { Tokens.Count: > 1 } option => $"{option.Option.Name} is given more than once",
            ArgumentResult { Tokens.Count: 0 } argument => $"{argument.Argument.Name} is missing: {Usage(command)}",
            _ => error.Message.ReplaceLineEndings(" "),
        };
    }

    /// <summary>How a command is written, its arguments included.</summary>
    public static string Usage(Command command) => string.Join(' ',
        [.. Ancestors(command).Reverse(), .. command.Arguments.Select(NameOf)]);

    private static string NameOf(Argument argument) =>
        argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;

    private static string Unmatched(Command command, string token, IEnumerable<string> known)
    {
        if (token.StartsWith('-'))
        {
            var nearest = NearestName.Of(token, known);
            return nearest is null
                ? $"{token} is not an option of '{Usage(command)}'; --help lists them"
                : $"{token} is not an option of '{Usage(command)}'; did you mean {nearest}?";
        }

        return command.Subcommands.Count > 0
            ? $"'{token}' is not a command; accepted: {Names(command)}"
            : $"'{token}' is more than '{Usage(command)}' takes";
    }

    private static IEnumerable<string> Known(ParseResult result) =>
        result.CommandResult.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name));

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));

    private static IEnumerable<string> Ancestors(Command command)
    {
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return at is RootCommand ? "dynamolab" : at.Name;
        }
    }
}
