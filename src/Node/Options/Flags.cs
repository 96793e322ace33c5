using System.CommandLine;
using System.Globalization;

namespace DynamoLab.Node.Options;

/// <summary>Makes the kinds of <see cref="Flag{T}"/>.</summary>
internal static class Flags
{
    /// <summary>An option with one value.</summary>
    public static Flag<T> Of<T>(string[] names, string description, string accepted, FlagParser<T> parse, T fallback)
    {
        return new Flag<T>(names, description, accepted, fallback, result =>
        {
            var text = result.Tokens[0].Value;
            if (!parse(text, out var value))
            {
                result.AddError($"{names[0]} is '{text}'; accepted: {accepted}");
            }

            return value;
        })
        {
            Arity = ArgumentArity.ZeroOrOne,
        };
    }

    /// <summary>An option that may be repeated, or hold several values separated by commas.</summary>
    public static Flag<IReadOnlyList<T>> ListOf<T>(
        string name, string description, string accepted, FlagParser<T> parse)
    {
        return new Flag<IReadOnlyList<T>>([name], description, accepted, [], result =>
        {
            var values = new List<T>();
            foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (!parse(text, out var value))
                {
                    result.AddError($"{name} has '{text}'; accepted: {accepted}");
                    break;
                }

                values.Add(value);
            }

            return values;
        })
        {
            Arity = ArgumentArity.ZeroOrMore,
        };
    }

    public static Flag<int> Number(string[] names, string description, int min, int max, int? fallback)
    {
        var text = fallback is null ? description : $"{description} Default: {fallback}.";
        return Of(names, text, $"{min} to {max}", IsNumber, fallback ?? 0);

        bool IsNumber(string number, out int value) =>
            int.TryParse(number, NumberStyles.AllowLeadingSign, null, out value) && value >= min && value <= max;
    }

    public static Flag<T> Choice<T>(string name, string description, T fallback, params (string Name, T Value)[] choices)
    {
        var comparer = EqualityComparer<T>.Default;
        var named = Array.Find(choices, choice => comparer.Equals(choice.Value, fallback)).Name;
        var accepted = string.Join(", ", choices.Select(choice => choice.Name));
        return Of([name], $"{description} Default: {named}.", accepted, IsChoice, fallback);

        bool IsChoice(string text, out T value)
        {
            var at = Array.FindIndex(choices, choice => choice.Name == text);
            value = at < 0 ? fallback : choices[at].Value;
            return at >= 0;
        }
    }

    /// <summary>A flag without a value.</summary>
    public static Flag<bool> Switch(string name, string description) =>
        new([name], description, "", false, null) { Arity = ArgumentArity.Zero };

    /// <summary><c>--snake_case</c> becomes <c>--kebab-case</c>.</summary>
    public static string Kebab(string name) => name.Replace('_', '-');
}
