using System.Text.Json;

namespace DynamoLab.History.Metrics;

/// <summary>metrics.json: snake_case names, indented, nulls written.</summary>
public static class MetricsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write(RunMetrics metrics) => JsonSerializer.Serialize(metrics, Options);

    /// <exception cref="JsonException">The text is no metrics.json.</exception>
    public static RunMetrics Read(string json) =>
        JsonSerializer.Deserialize<RunMetrics>(json, Options) ?? throw new JsonException("metrics.json is empty");
}
