using System.Globalization;

namespace DynamoLab.Driver.Studies;

/// <summary>Numbers as the fields of a table.</summary>
internal static class Cells
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A name of the code as a word of the tables: <c>OneAhead</c> is <c>one_ahead</c>.</summary>
    public static string Word<T>(T name)
        where T : struct, Enum =>
        string.Concat(name.ToString().Select(
            (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
