using System.Text.Json;
using DynamoLab.Driver.Cli;

namespace DynamoLab.Driver.Commands;

/// <summary>Writes what a command has shown as JSON too, where a folder was asked for.</summary>
internal static class JsonAnswer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <param name="folder">As <see cref="OutputFolder.Prepare"/> gave it; null writes nothing.</param>
    public static void Write<T>(string? folder, string fileName, T answer)
    {
        if (folder is not null)
        {
            OutputFolder.Write(folder, fileName, JsonSerializer.Serialize(answer, Options) + "\n");
        }
    }

    /// <summary>The folder that was asked for, ready to be written to; null where none was.</summary>
    public static string? Prepare(string? folder) => folder is null ? null : OutputFolder.Prepare(folder);
}
