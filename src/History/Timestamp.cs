using System.Globalization;
using DynamoLab.Core;

namespace DynamoLab.History;

/// <summary>How instants are written in files and messages: ISO 8601, UTC, microseconds.</summary>
public static class Timestamp
{
    public static string Format(Instant instant) =>
        DateTime.UnixEpoch.AddMicroseconds(instant.Microseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
