using System.Globalization;
using DynamoLab.Core;

namespace DynamoLab.Driver.Recording;

/// <summary>
/// Instants as ISO 8601 in UTC with microseconds, <c>2026-01-31T13:45:06.123456Z</c>. Consecutive instants share
/// their second, so the part up to it is formatted once. Not thread-safe.
/// </summary>
public sealed class TimestampText
{
    private const long UsPerSecond = 1_000_000;

    private long _second = long.MinValue;
    private string _prefix = "";

    public string Of(Instant instant)
    {
        var second = Math.DivRem(instant.Microseconds, UsPerSecond, out var us);
        if (second != _second)
        {
            _second = second;
            _prefix = DateTimeOffset.FromUnixTimeSeconds(second)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'.'", CultureInfo.InvariantCulture);
        }

        return string.Create(_prefix.Length + 7, (_prefix, us), static (text, parts) =>
        {
            parts._prefix.CopyTo(text);
            parts.us.TryFormat(text[parts._prefix.Length..], out _, "D6", CultureInfo.InvariantCulture);
            text[^1] = 'Z';
        });
    }
}
