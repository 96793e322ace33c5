using System.CommandLine;
using System.CommandLine.Parsing;

namespace DynamoLab.Node.Options;

/// <summary>An option whose errors name the option, the value and what is accepted.</summary>
internal sealed class Flag<T> : Option<T>
{
    private readonly T _fallback;

    /// <param name="names">Snake-case names, the main one first; each gets its kebab-case spelling too.</param>
    /// <param name="description">What it is for, as a sentence.</param>
    /// <param name="accepted">What a value may be, as the end of "accepted: "; empty for a switch.</param>
    /// <param name="fallback">The value where the option is absent.</param>
    /// <param name="parse">Reads the option's values, or adds an error.</param>
    public Flag(string[] names, string description, string accepted, T fallback, Func<ArgumentResult, T>? parse)
        : base(names[0], Spellings(names))
    {
        _fallback = fallback;
        Description = accepted.Length == 0 ? description : $"{description} Accepted: {accepted}.";
        CustomParser = parse;
        HelpName = accepted.Length == 0 ? null : "value";
        Validators.Add(result =>
        {
            if (!result.Implicit && result.Tokens.Count == 0 && accepted.Length > 0)
            {
                result.AddError($"{names[0]} has no value; accepted: {accepted}");
            }
        });
    }

    /// <summary>The value on this command line.</summary>
    public T In(ParseResult parsed) =>
        parsed.GetResult(this) is { Implicit: false } ? parsed.GetValue(this) ?? _fallback : _fallback;

    private static string[] Spellings(string[] names) =>
        [.. names.Skip(1).Concat(names.Select(Flags.Kebab)).Where(name => name != names[0]).Distinct()];
}
