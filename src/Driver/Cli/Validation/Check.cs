using System.Globalization;

namespace DynamoLab.Driver.Cli.Validation;

/// <summary>
/// Checks of single options; each gives null, or the line that names the option, its value and what is accepted.
/// </summary>
internal static class Check
{
    public static string? Within(string option, long value, long least, long most, string meaning = "") =>
        value >= least && value <= most
            ? null
            : Line($"{option} {value} is outside {least}..{most}{(meaning.Length == 0 ? "" : $" ({meaning})")}");

    public static string? AtLeast(string option, long value, long least) =>
        value >= least ? null : Line($"{option} {value} must be {least} or more");

    public static string? Positive(string option, double value) =>
        double.IsFinite(value) && value > 0 ? null : Line($"{option} {value} must be a finite number above 0");

    public static string? NotNegative(string option, double value) =>
        double.IsFinite(value) && value >= 0 ? null : Line($"{option} {value} must be a finite number, 0 or more");

    /// <summary>The first of them that is an error ends the command.</summary>
    /// <exception cref="CannotRunException">One of them is.</exception>
    public static void Require(params IEnumerable<string?> errors)
    {
        if (errors.FirstOrDefault(e => e is not null) is { } error)
        {
            throw new CannotRunException(error);
        }
    }

    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
