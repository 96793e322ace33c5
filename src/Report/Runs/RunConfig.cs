using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DynamoLab.Report.Runs;

/// <summary>
/// What decided a run and where it ran: <c>experiment_config.json</c>. A field that is absent is null.
/// </summary>
public sealed class RunConfig
{
    private static readonly JsonDocumentOptions NoNameTwice = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _root;

    private RunConfig(JsonObject root) => _root = root;

    /// <summary>The options, by name, in the file's order; those that did not apply are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => Fields("parameters");

    /// <summary>The machine and the program, by name, in the file's order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Surroundings => Fields(SurroundingsName);

    /// <summary>The command that does the same again.</summary>
    public string? Repeat => TextOf(_root["repeat"]);

    public DateTimeOffset? StartedAt => DateTimeOffset.TryParse(
        TextOf(_root["started_at"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : null;

    /// <summary>Eight letters of it; null where the build did not know it.</summary>
    public string? Commit
    {
        get
        {
            var commit = Surrounding("commit") ?? Surrounding("dynamolab")?.Split('+').ElementAtOrDefault(1);
            return commit is { Length: 40 } ? commit[..8] : commit;
        }
    }

    /// <exception cref="JsonException">It is no JSON object, or one without parameters.</exception>
    public static RunConfig Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: NoNameTwice) is not JsonObject root
                || root["parameters"] is not JsonObject)
            {
                throw new JsonException("there is no object named parameters");
            }

            // Read once, for texts are taken apart only then.
            var config = new RunConfig(root);
            _ = (config.Parameters, config.Surroundings, config.Repeat, config.StartedAt);
            return config;
        }
        catch (InvalidOperationException problem)
        {
            throw new JsonException("a text is no Unicode", problem);
        }
    }

    public string? Parameter(string name) => TextOf((_root["parameters"] as JsonObject)?[name]);

    public string? Surrounding(string name) => TextOf((_root[SurroundingsName] as JsonObject)?[name]);

    /// <summary>Version 1.0.0 had less to say, under another name.</summary>
    private string SurroundingsName => _root["environment"] is null ? "surroundings" : "environment";

    private static string? TextOf(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    private IReadOnlyList<KeyValuePair<string, string>> Fields(string section) => _root[section] is JsonObject fields
        ? [.. fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, TextOf(f.Value)!))]
        : [];
}
