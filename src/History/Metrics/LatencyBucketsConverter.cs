using System.Text.Json;
using System.Text.Json.Serialization;

namespace DynamoLab.History.Metrics;

/// <summary>Buckets as <c>[[low_us, count], …]</c> on one line: indented, a histogram would be a thousand.</summary>
internal sealed class LatencyBucketsConverter : JsonConverter<IReadOnlyList<LatencyBucket>>
{
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<LatencyBucket> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(',', value.Select(b => FormattableString.Invariant(
            $"[{b.LowUs},{b.Count}]")))}]");

    public override IReadOnlyList<LatencyBucket> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. JsonSerializer.Deserialize<long[][]>(ref reader, options)!.Select(pair => pair.Length == 2
            ? new LatencyBucket(pair[0], pair[1])
            : throw new JsonException("a bucket is [low_us, count]"))];
}
