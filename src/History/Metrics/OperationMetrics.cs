using System.Text.Json.Serialization;

namespace DynamoLab.History.Metrics;

/// <summary>Operations of one type in one window. Latencies are those of the successful ones.</summary>
public sealed record OperationMetrics
{
    public required long Attempted { get; init; }

    public required long Successful { get; init; }

    public required long Failed { get; init; }

    /// <summary>From the start of the first attempt to the end.</summary>
    public required LatencySummary ServiceTime { get; init; }

    /// <summary>From the intended start to the end: what a client of an open loop waits.</summary>
    public required LatencySummary SinceIntended { get; init; }

    /// <summary>The histogram of <see cref="ServiceTime"/>; null in files of older versions.</summary>
    [JsonConverter(typeof(LatencyBucketsConverter))]
    public IReadOnlyList<LatencyBucket>? ServiceTimeBuckets { get; init; }

    /// <summary>The histogram of <see cref="SinceIntended"/>; null where it is the same, as in a closed loop.</summary>
    [JsonConverter(typeof(LatencyBucketsConverter))]
    public IReadOnlyList<LatencyBucket>? SinceIntendedBuckets { get; init; }
}
