using System.Text.Json;

namespace DynamoLab.Driver.Bundles;

/// <summary>Where runs were made: what differs between two of them explains what their figures do not share.</summary>
internal static class Surroundings
{
    /// <summary>Two runs never share it.</summary>
    private const string StartedAt = "started_at";

    /// <param name="bundled">The text of the bundle's <c>experiment_config.json</c>.</param>
    /// <param name="here">That of a repeat.</param>
    /// <returns>A line for every fact that differs.</returns>
    public static IEnumerable<string> Differences(string bundled, string here)
    {
        var (there, now) = (Facts(bundled), Facts(here));
        foreach (var (name, value) in there)
        {
            var other = now.GetValueOrDefault(name, "unknown");
            if (other != value)
            {
                yield return $"{name}: {value} in the bundle, {other} here";
            }
        }
    }

    /// <exception cref="JsonException">It is no JSON, or has a name twice.</exception>
    /// <exception cref="InvalidOperationException">A text of it is no Unicode.</exception>
    public static Dictionary<string, string> Facts(string config)
    {
        using var json = JsonDocument.Parse(config, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("environment", out var facts)
            && facts.ValueKind == JsonValueKind.Object
            ? facts.EnumerateObject().Where(f => f.Name != StartedAt).ToDictionary(f => f.Name, f => f.Value.ToString())
            : [];
    }
}
