using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DynamoLab.Node.Http;

/// <summary>
/// The serializers of what HTTP answers, generated at compile time: reflection would cost every node's start.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ErrorView))]
[JsonSerializable(typeof(SiblingView[]))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(RingView))]
internal sealed partial class ViewsJson : JsonSerializerContext
{
    /// <summary>Escapes only what JSON must: the answers are JSON, never part of a page.</summary>
    public static readonly ViewsJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
