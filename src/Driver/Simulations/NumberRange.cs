using System.Globalization;

namespace DynamoLab.Driver.Simulations;

/// <summary>Numbers from the first to the last, both included: <c>1..10000</c>, or one alone: <c>7</c>.</summary>
internal readonly record struct NumberRange(ulong First, ulong Last)
{
    private const string Separator = "..";

    /// <summary>False for anything else, a range that ends before it begins included.</summary>
    public static bool TryParse(string text, out NumberRange range)
    {
        var parts = text.Split(Separator);
        range = default;
        if (parts.Length > 2 || !TryParseNumber(parts[0], out var first) || !TryParseNumber(parts[^1], out var last))
        {
            return false;
        }

        range = new NumberRange(first, last);
        return first <= last;
    }

    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}{Separator}{Last}");

    private static bool TryParseNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
