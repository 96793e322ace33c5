using System.Globalization;

namespace DynamoLab.Report.Text;

/// <summary>Numbers as people read them: thousands apart, no more digits than mean something.</summary>
public static class Numbers
{
    /// <summary>What stands for a figure that there is not.</summary>
    public const string None = "–";

    /// <summary>Up to four decimals, none that are 0.</summary>
    public static string Plain(double number) =>
        Signed(Math.Round(number, 10).ToString("#,0.####", CultureInfo.InvariantCulture));

    public static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Three digits that count, whole from 100 on.</summary>
    public static string Three(double? number) => number switch
    {
        null => None,
        0 => "0",
        { } n when Math.Abs(n) >= 100 => Signed(n.ToString("#,0", CultureInfo.InvariantCulture)),
        { } n when Math.Abs(n) >= 10 => Signed(n.ToString("0.0", CultureInfo.InvariantCulture)),
        { } n when Math.Abs(n) >= 1 => Signed(n.ToString("0.00", CultureInfo.InvariantCulture)),
        { } n => Signed(n.ToString("0.000", CultureInfo.InvariantCulture)),
    };

    /// <summary>Microseconds as milliseconds, without the unit.</summary>
    public static string Milliseconds(double? microseconds) => Three(microseconds / 1000);

    /// <summary>A share in percent; one that is not whole never looks whole.</summary>
    public static string Percent(double? share) => share switch
    {
        null => None,
        { } s when s is > 0.99999 and < 1 => "99.999%",
        { } s when s is > 0 and < 0.00001 => "0.001%",
        { } s => Signed((s * 100).ToString("0.###", CultureInfo.InvariantCulture)) + "%",
    };

    /// <summary>A true minus: a hyphen is easily overlooked.</summary>
    private static string Signed(string number) => number.Replace('-', '−');
}
