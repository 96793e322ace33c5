using System.CommandLine;
using System.Globalization;
using DynamoLab.Driver.Simulations;

namespace DynamoLab.Driver.Cli;

/// <summary>
/// Options as this program makes them: both spellings, a value that is parsed here (so that every error names the
/// option, the value and what is accepted), and a default that the help text shows.
/// </summary>
internal static class LabOption
{
    private delegate bool Parser<T>(string text, out T value);

    public static Option<int> Int(string name, string description, int fallback, params string[] otherNames) =>
        Create<int>(name, otherNames, "<n>", description, fallback, "a whole number below 2^31", ParseInt);

    public static Option<int?> OptionalInt(string name, string description, params string[] otherNames) =>
        Create<int?>(
            name, otherNames, "<n>", description, null, "a whole number below 2^31", ParseOptional<int>(ParseInt));

    public static Option<long?> OptionalLong(string name, string description) =>
        Create<long?>(name, [], "<n>", description, null, "a whole number below 2^63", ParseOptional<long>(ParseLong));

    public static Option<ulong?> Seed(string name, string description) =>
        Create<ulong?>(
            name, [], "<n>", description, null, "a whole number from 0 to 2^64 - 1", ParseOptional<ulong>(ParseSeed));

    public static Option<double> Number(string name, string unit, string description, double fallback) =>
        Create<double>(name, [], unit, description, fallback, "a number", ParseNumber);

    public static Option<double?> OptionalNumber(string name, string unit, string description) =>
        Create<double?>(name, [], unit, description, null, "a number", ParseOptional<double>(ParseNumber));

    public static Option<T> OneOf<T>(
        string name, string description, T fallback, Choice<T> choice, params string[] otherNames)
        where T : struct =>
        Create<T>(
            name, otherNames, choice.Usage, description, fallback, $"one of: {choice.Accepted}", choice.TryParse,
            choice.WordOf(fallback));

    public static Option<string?> Text(string name, string valueName, string description, string? fallback = null) =>
        Create<string?>(name, [], valueName, description, fallback, "a text that is not empty", ParseText);

    public static Option<NumberRange> Range(string name, string unit, string description, NumberRange fallback) =>
        Create<NumberRange>(
            name, [], unit, description, fallback, "a number or two joined as 1..100, the lower one first",
            NumberRange.TryParse, fallback.ToString());

    public static Option<bool> Flag(string name, string description)
    {
        var spellings = Spelling.Of(name);
        return new Option<bool>(spellings[0], spellings[1..]) { Description = description };
    }

    /// <summary>The name all messages use: the snake-case spelling.</summary>
    public static bool IsGiven(this ParseResult result, Option option) =>
        result.GetResult(option) is { Implicit: false };

    private static Option<T> Create<T>(
        string name,
        string[] otherNames,
        string valueName,
        string description,
        T fallback,
        string expected,
        Parser<T> parse,
        string? fallbackText = null)
    {
        string[] spellings = [.. Spelling.Of(name), .. otherNames.SelectMany(Spelling.Of)];
        var shown = fallbackText ?? Convert.ToString(fallback, CultureInfo.InvariantCulture);
        return new Option<T>(spellings[0], spellings[1..])
        {
            HelpName = valueName,
            Description = string.IsNullOrEmpty(shown) ? description : $"{description} (default {shown})",
            DefaultValueFactory = _ => fallback,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                if (!parse(text, out var value))
                {
                    argument.AddError($"{spellings[0]} {text} is not {expected}");
                }

                return value;
            },
        };
    }

    private static bool ParseInt(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool ParseLong(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool ParseSeed(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool ParseNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool ParseText(string text, out string? value)
    {
        value = text;
        return !string.IsNullOrWhiteSpace(text);
    }

    private static Parser<T?> ParseOptional<T>(Parser<T> parse)
        where T : struct =>
        (string text, out T? value) =>
        {
            var isParsed = parse(text, out var parsed);
            value = parsed;
            return isParsed;
        };
}
