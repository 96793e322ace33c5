using System.Buffers;
using System.Text;
using System.Text.Json;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Repairs;

/// <summary>Writes <c>repair_results.json</c>: every tested key with its number of rounds, or null.</summary>
public static class RepairResultsFile
{
    public const string Name = "repair_results.json";

    /// <summary>Keys are sorted by their text, so that two runs can be compared line by line.</summary>
    public static void Write(string folder, RepairReport report)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var (key, rounds) in report.RoundsByKey.OrderBy(p => p.Key.ToString(), StringComparer.Ordinal))
        {
            writer.WritePropertyName(key.ToString());
            if (rounds is { } count)
            {
                writer.WriteNumberValue(count);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        OutputFolder.Write(folder, Name, Encoding.UTF8.GetString(text.WrittenSpan));
    }
}
