using System.Text.Json.Nodes;

namespace DynamoLab.Driver.Screen;

/// <summary>The first lines of a run: every parameter and the seed.</summary>
public static class Banner
{
    private const int LineCharactersMax = 100;

    /// <summary>Parameters without a value (those of another failure mode) are left out.</summary>
    public static IReadOnlyList<string> Lines(JsonObject parameters, string title)
    {
        var lines = new List<string> { title };
        var line = "";
        foreach (var (name, value) in parameters)
        {
            if (value is null)
            {
                continue;
            }

            var word = $"{name}={value}";
            if (line.Length > 0 && line.Length + 2 + word.Length > LineCharactersMax)
            {
                lines.Add(line);
                line = "";
            }

            line += $"  {word}";
        }

        return [.. lines, line];
    }
}
