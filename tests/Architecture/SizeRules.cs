namespace DynamoLab.Architecture;

/// <summary>How large a source file may be.</summary>
internal static class SizeRules
{
    public const int FileLinesMax = 400;

    public const int LineCharactersMax = 120;

    /// <summary>Where the file's text is over a limit, each as a sentence for its author.</summary>
    public static IReadOnlyList<string> Violations(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var violations = new List<string>();
        if (lines.Length > FileLinesMax)
        {
            violations.Add($"{path} has {lines.Length} lines; at most {FileLinesMax} are allowed.");
        }

        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > LineCharactersMax)
            {
                violations.Add(
                    $"{path}:{i + 1} has {lines[i].Length} characters; at most {LineCharactersMax} are allowed.");
            }
        }

        return violations;
    }
}
