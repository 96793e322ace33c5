using System.Text.Json.Serialization;

namespace DynamoLab.History.Metrics;

/// <summary>What one node did, seen by the clients and told by itself.</summary>
public sealed record NodeLoad
{
    public required string Node { get; init; }

    /// <summary>Operations that it served, counted from the clients' side.</summary>
    public required long Served { get; init; }

    /// <summary>Attempts sent to it.</summary>
    public required long Attempts { get; init; }

    /// <summary>Attempts sent to it that failed.</summary>
    public required long FailedAttempts { get; init; }

    /// <summary>
    /// <see cref="Served"/> by the second in which the operation started, up to the last one with any; null in files
    /// of older versions.
    /// </summary>
    [JsonConverter(typeof(CountsConverter))]
    public IReadOnlyList<long>? ServedPerSecond { get; init; }

    /// <summary>Keys it held at the end; null when it could not be asked.</summary>
    public long? Keys { get; init; }

    /// <summary>Its own counters at the end, by name; empty when it could not be asked.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();
}
