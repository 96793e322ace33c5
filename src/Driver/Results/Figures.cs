using System.Globalization;

namespace DynamoLab.Driver.Results;

/// <summary>Numbers as people read them; <c>-</c> where there is none.</summary>
public static class Figures
{
    public const string None = "-";

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Whole operations per second from 100 on, below with one decimal.</summary>
    public static string Rate(double? perSecond) => perSecond is { } rate
        ? rate.ToString(rate >= 100 ? "N0" : "N1", CultureInfo.InvariantCulture)
        : None;

    /// <summary>Microseconds as milliseconds, with three significant figures or so.</summary>
    public static string Milliseconds(double? microseconds) => microseconds is { } us
        ? (us / 1000).ToString(us >= 100_000 ? "F0" : us >= 10_000 ? "F1" : "F2", CultureInfo.InvariantCulture)
        : None;

    /// <summary>A share of 1 as a percentage, cut and never rounded up: 99.9996% is not 100%.</summary>
    public static string Percent(double? share) => share is { } part
        ? (Math.Floor(part * 100_000) / 1000).ToString("0.000", CultureInfo.InvariantCulture) + "%"
        : None;

    public static string Seconds(double? seconds) =>
        seconds is { } s ? s.ToString("0.0", CultureInfo.InvariantCulture) : None;
}
