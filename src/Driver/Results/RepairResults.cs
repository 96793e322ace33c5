using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoLab.Core;

namespace DynamoLab.Driver.Results;

/// <summary>
/// <c>repair_results.json</c>: key to the number of rounds until all its replicas agreed, 0 when they did already,
/// null when they did not within the limit. Sorted by key.
/// </summary>
public static class RepairResults
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyDictionary<Key, int?> rounds) => JsonSerializer.Serialize(
        rounds.OrderBy(r => r.Key.ToString(), StringComparer.Ordinal).ToDictionary(r => r.Key.ToString(), r => r.Value),
        Options) + "\n";
}
