using System.CommandLine;
using System.CommandLine.Parsing;

namespace DynamoLab.Node.Options;

/// <summary>
/// An option whose errors name the option, the value and what is accepted. To the parser every option is a text: one
/// compiled <see cref="Option{T}"/> serves them all, which a hundred starting nodes feel.
/// </summary>
internal sealed class Flag<T>
{
    private readonly FlagParser<T> _parse;
    private readonly T _fallback;

    /// <param name="names">Snake-case names, the main one first; each gets its kebab-case spelling too.</param>
    /// <param name="description">What it is for, as a sentence.</param>
    /// <param name="accepted">What a value may be, as the end of "accepted: ".</param>
    /// <param name="fallback">The value where the option is absent.</param>
    /// <param name="parse">Reads the value; those of a repeated option come separated by commas.</param>
    public Flag(string[] names, string description, string accepted, T fallback, FlagParser<T> parse)
    {
        _parse = parse;
        _fallback = fallback;
        Option = new Option<string>(names[0], Flags.Spellings(names))
        {
            Description = $"{description} Accepted: {accepted}.",
            HelpName = "value",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = TextOf,
        };
        Option.Validators.Add(result =>
        {
            var text = TextOf(result);
            if (!result.Implicit && !parse(text, out _))
            {
                var what = result.Tokens.Count == 0 ? "has no value" : $"is '{text}'";
                result.AddError($"{names[0]} {what}; accepted: {accepted}");
            }
        });
    }

    public Option<string> Option { get; }

    /// <summary>Whether the option may occur more than once.</summary>
    public bool IsRepeatable
    {
        init => Option.Arity = value ? ArgumentArity.ZeroOrMore : ArgumentArity.ZeroOrOne;
    }

    /// <summary>The value on this command line, which has no errors.</summary>
    public T In(ParseResult parsed) =>
        parsed.GetResult(Option) is { Implicit: false } given && _parse(TextOf(given), out var value)
            ? value
            : _fallback;

    private static string TextOf(SymbolResult result) => string.Join(',', result.Tokens);
}
