using System.Text.Json;
using System.Text.Json.Nodes;

namespace DynamoLab.Driver.Bundles;

/// <summary>What a bundle holds and how its run is repeated: <c>bundle.json</c>.</summary>
/// <param name="Arguments">Of the program, the seed among them.</param>
/// <param name="Files">Every other file of the bundle.</param>
internal sealed record BundleManifest(IReadOnlyList<string> Arguments, IReadOnlyList<BundledFile> Files)
{
    public const string FileName = "bundle.json";

    private const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string ToJson() => new JsonObject
    {
        ["schema_version"] = SchemaVersion,
        ["arguments"] = new JsonArray([.. Arguments.Select(a => (JsonNode)a)]),
        ["files"] = new JsonArray([.. Files.Select(f => (JsonNode)new JsonObject
        {
            ["name"] = f.Name, ["bytes"] = f.Bytes, ["sha256"] = f.Sha256,
        })]),
    }.ToJsonString(Indented) + "\n";

    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static BundleManifest Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var version = json.RootElement.GetProperty("schema_version").GetInt32();
            return version != SchemaVersion
                ? throw new FormatException($"schema_version is {version}; accepted: {SchemaVersion}")
                : new BundleManifest(
                    [.. json.RootElement.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()!)],
                    [.. json.RootElement.GetProperty("files").EnumerateArray().Select(f => new BundledFile(
                        f.GetProperty("name").GetString()!,
                        f.GetProperty("bytes").GetInt64(),
                        f.GetProperty("sha256").GetString()!))]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(problem.Message, problem);
        }
    }
}
