using System.Text.Json;
using System.Text.Json.Serialization;

namespace DynamoLab.History.Metrics;

/// <summary>Counts on one line: indented, a second of a run would be a line for every node.</summary>
internal sealed class CountsConverter : JsonConverter<IReadOnlyList<long>>
{
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<long> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(',', value.Select(c => FormattableString.Invariant($"{c}")))}]");

    public override IReadOnlyList<long> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<long[]>(ref reader, options)!;
}
