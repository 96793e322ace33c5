using System.CommandLine;
using System.Globalization;

namespace DynamoLab.Node.Options;

/// <summary>Makes the kinds of <see cref="Flag{T}"/>.</summary>
internal static class Flags
{
    /// <summary>An option that may be repeated, or hold several values separated by commas.</summary>
    public static Flag<IReadOnlyList<T>> ListOf<T>(
        string name, string description, string accepted, FlagParser<T> parse)
    {
        return new Flag<IReadOnlyList<T>>([name], description, accepted, [], IsList) { IsRepeatable = true };

        bool IsList(string text, out IReadOnlyList<T> values)
        {
            var parsed = new List<T>();
            values = parsed;
            foreach (var part in text.Split(','))
            {
                if (!parse(part, out var value))
                {
                    return false;
                }

                parsed.Add(value);
            }

            return true;
        }
    }

    /// <param name="names">Its names, the main one first.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="min">The least accepted.</param>
    /// <param name="max">The most accepted.</param>
    /// <param name="fallback">The default; null where there is none, and then absence reads as 0.</param>
    public static Flag<int> Number(string[] names, string description, int min, int max, int? fallback)
    {
        var text = fallback is null ? description : $"{description} Default: {fallback}.";
        return new Flag<int>(names, text, $"{min} to {max}", fallback ?? 0, IsNumber);

        bool IsNumber(string number, out int value) =>
            int.TryParse(number, NumberStyles.AllowLeadingSign, null, out value) && value >= min && value <= max;
    }

    /// <summary>One of a few words, the first of which is the default.</summary>
    public static Flag<T> Choice<T>(string name, string description, params (string Name, T Value)[] choices)
    {
        var accepted = string.Join(", ", Array.ConvertAll(choices, choice => choice.Name));
        return new Flag<T>(
            [name], $"{description} Default: {choices[0].Name}.", accepted, choices[0].Value, IsChoice);

        bool IsChoice(string text, out T value)
        {
            foreach (var choice in choices)
            {
                if (choice.Name == text)
                {
                    value = choice.Value;
                    return true;
                }
            }

            value = choices[0].Value;
            return false;
        }
    }

    /// <summary>A flag without a value.</summary>
    public static Option<bool> Switch(string name, string description) =>
        new(name, Spellings([name])) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary><c>--snake_case</c> becomes <c>--kebab-case</c>.</summary>
    public static string Kebab(string name) => name.Replace('_', '-');

    /// <summary>What an option answers to beside its main name.</summary>
    public static string[] Spellings(string[] names) =>
        [.. names.Skip(1).Concat(names.Select(Kebab)).Where(name => name != names[0]).Distinct()];
}
